package domain.check.judge;

import domain.profile.Check;

/** Compares one value with one value. */
final class BaselineTest {

	private BaselineTest() {
	}

	static Comparison compare(Check check, double canary, double stable, Words words) {
		if (stable == 0 && Limits.has(check)) {
			// No share of zero is more than zero: the check's own limit, held already, is
			// all that can be asked.
			return Comparison.good();
		}
		double bearable = Limits.bearable(check, stable);
		boolean good = Limits.lowerIsWorse(check) ? canary >= bearable : canary <= bearable;
		if (good) {
			return Comparison.good();
		}
		return Comparison.worse(stable == 0
				? words.say("stable is 0; give the check a limit of its own to bear more than 0",
						"a estável está em 0; dê à verificação um limite próprio para tolerar mais que 0")
				: words.say("stable is %s, up to %s is borne", "a estável está em %s, tolera-se até %s",
						Words.number(stable), Words.number(bearable)));
	}

}
