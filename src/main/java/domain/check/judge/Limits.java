package domain.check.judge;

import domain.profile.Check;
import java.util.Optional;
import java.util.StringJoiner;

/** A check's own limits, which hold whatever the stable side does. */
public final class Limits {

	private Limits() {
	}

	/** Whether the check has a limit of its own. */
	public static boolean has(Check check) {
		return check.atMost() != null || check.atLeast() != null;
	}

	/** Whether a lower value is the worse one: said by {@code atLeast} alone. */
	static boolean lowerIsWorse(Check check) {
		return check.atLeast() != null && check.atMost() == null;
	}

	static Optional<String> broken(Check check, double value, Words words) {
		// Written so that a NaN, should one ever come here, breaks the limit.
		if (check.atMost() != null && !(value <= check.atMost())) {
			return Optional.of(words.say("above %s", "acima de %s", withUnit(check, check.atMost())));
		}
		if (check.atLeast() != null && !(value >= check.atLeast())) {
			return Optional.of(words.say("below %s", "abaixo de %s", withUnit(check, check.atLeast())));
		}
		return Optional.empty();
	}

	static String inWords(Check check, Words words) {
		StringJoiner limits = new StringJoiner(words.say(" and ", " e "));
		if (check.atMost() != null) {
			limits.add("<= " + withUnit(check, check.atMost()));
		}
		if (check.atLeast() != null) {
			limits.add(">= " + withUnit(check, check.atLeast()));
		}
		if (check.kind() != Check.Kind.LIMIT) {
			limits.add(words.say("not worse than stable by more than %s", "não pior que a estável por mais de %s",
					Words.percent(check.tolerance())));
		}
		return limits.toString();
	}

	private static String withUnit(Check check, double limit) {
		return Words.number(limit) + (check.unit().isEmpty() ? "" : " " + check.unit());
	}

	/**
	 * The worst value that still stands beside a value of the stable side. The tolerance
	 * is a share of the value: it means the same for seconds and for microseconds.
	 */
	static double bearable(Check check, double stable) {
		double margin = check.tolerance() * Math.abs(stable);
		return lowerIsWorse(check) ? stable - margin : stable + margin;
	}

}
