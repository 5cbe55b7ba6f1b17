package domain.check.judge;

import domain.check.Measurement;
import domain.check.Reading;
import domain.check.Verdict;
import domain.profile.Check;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Judges one look at one check. In this order: can the source be asked, is the question
 * right, is there traffic, is it enough, is there a value, is the value within its own
 * limits, does it stand beside the stable side. An error of the judge counts against the
 * release.
 */
public final class Judge {

	private final Check check;

	private final Look look;

	private final Words words;

	private Judge(Check check, Look look, Words words) {
		this.check = check;
		this.look = look;
		this.words = words;
	}

	/**
	 * The verdict on one look.
	 * @param language in which its reason is worded, a BCP 47 tag
	 */
	public static Measurement judge(Check check, Look look, String language) {
		Judge judge = new Judge(check, look, new Words(language));
		try {
			Finding finding = judge.finding();
			return judge.measurement(finding);
		}
		catch (ArithmeticException | IllegalArgumentException | IllegalStateException broken) {
			return judge.measurement(Finding.of(Verdict.FAIL,
					judge.words.say("the judge erred: %s", "o juiz errou: %s", broken.getMessage())));
		}
	}

	private Finding finding() {
		return unanswered().or(this::refused)
			.or(() -> thinTraffic(look.canary(), Verdict.NO_TRAFFIC, ""))
			.or(() -> missing(look.canary(), ""))
			.orElseGet(this::judged);
	}

	private Stream<Reading> readings() {
		Stream<Look.Side> sides = look.stable() == null ? Stream.of(look.canary())
				: Stream.of(look.canary(), look.stable());
		return sides.flatMap(side -> Stream.of(Optional.ofNullable(side.requests()), Optional.of(side.value())))
			.flatMap(Optional::stream);
	}

	private Optional<Finding> unanswered() {
		return first(Reading.Down.class, Verdict.SOURCE_DOWN, Reading.Down::why);
	}

	private Optional<Finding> refused() {
		return first(Reading.Refused.class, Verdict.FAIL, Reading.Refused::why);
	}

	private <T extends Reading> Optional<Finding> first(Class<T> kind, Verdict verdict, Function<T, String> why) {
		return readings().filter(kind::isInstance)
			.map(kind::cast)
			.findFirst()
			.map(reading -> Finding.of(verdict, why.apply(reading)));
	}

	private Optional<Finding> thinTraffic(Look.Side side, Verdict whenNone, String whose) {
		if (side.requests() == null) {
			return Optional.empty();
		}
		if (!(side.requests() instanceof Reading.Numbers requests) || requests.value() <= 0) {
			return Optional.of(Finding.of(whenNone,
					whose + words.say("no requests in the window", "nenhuma requisição na janela")));
		}
		if (requests.value() < check.minimumRequests()) {
			return Optional.of(Finding.of(Verdict.TOO_FEW_SAMPLES,
					whose + words.say("%s requests in the window, %s needed",
							"%s requisições na janela, são precisas %s", Words.number(requests.value()),
							Words.number(check.minimumRequests()))));
		}
		return Optional.empty();
	}

	private static Optional<Finding> missing(Look.Side side, String whose) {
		if (side.value() instanceof Reading.Nothing nothing) {
			return Optional.of(Finding.of(Verdict.NO_DATA, whose + nothing.why()));
		}
		return Optional.empty();
	}

	private Finding judged() {
		double value = shown(look.canary());
		Optional<String> broken = Limits.broken(check, value, words);
		if (broken.isPresent()) {
			return new Finding(Verdict.FAIL, value, null, broken.get());
		}
		if (look.stable() == null) {
			return new Finding(Verdict.PASS, value, null, null);
		}
		return comparison(value);
	}

	private Finding comparison(double value) {
		String whose = words.say("stable side: ", "lado estável: ");
		Optional<Finding> unfit = thinTraffic(look.stable(), Verdict.TOO_FEW_SAMPLES, whose)
			.or(() -> missing(look.stable(), whose));
		if (unfit.isPresent()) {
			// The stable side's lack of data says nothing about the canary: never
			// NO_DATA.
			return new Finding(Verdict.TOO_FEW_SAMPLES, value, null, unfit.get().note());
		}
		double baseline = shown(look.stable());
		Comparison compared = switch (check.kind()) {
			case LIMIT -> Comparison.good();
			case BASELINE -> BaselineTest.compare(check, value, baseline, words);
			case DISTRIBUTION ->
				RankTest.compare(check, numbers(look.canary()), numbers(look.stable()), look.chances(), words);
			case COUNTS -> CountTest.compare(check, errors(look.canary()), requests(look.canary()),
					errors(look.stable()), requests(look.stable()), look.chances(), words);
		};
		return new Finding(compared.verdict(), value, baseline, compared.note());
	}

	/**
	 * The value as people read it: for counts the errors' share, for samples their
	 * median.
	 */
	private double shown(Look.Side side) {
		return switch (check.kind()) {
			case LIMIT, BASELINE -> ((Reading.Numbers) side.value()).value();
			case DISTRIBUTION -> Shift.median(numbers(side));
			case COUNTS -> errors(side) / requests(side) * ("%".equals(check.unit()) ? 100 : 1);
		};
	}

	private static double[] numbers(Look.Side side) {
		return ((Reading.Numbers) side.value()).values().stream().mapToDouble(Double::doubleValue).toArray();
	}

	/** Counts grow by extrapolation in PromQL: never more errors than requests. */
	private static double errors(Look.Side side) {
		return Math.min(Math.max(0, ((Reading.Numbers) side.value()).value()), requests(side));
	}

	private static double requests(Look.Side side) {
		if (side.requests() instanceof Reading.Numbers requests) {
			return requests.value();
		}
		throw new IllegalStateException("counts are compared without a number of requests");
	}

	private Measurement measurement(Finding finding) {
		Double requests = look.canary().requests() instanceof Reading.Numbers numbers ? numbers.value() : null;
		return new Measurement(check.name(), finding.verdict(), finding.value(), finding.baseline(),
				Limits.inWords(check, words), check.unit(), requests, look.at(), look.query(), finding.note());
	}

	private record Finding(Verdict verdict, Double value, Double baseline, String note) {

		static Finding of(Verdict verdict, String note) {
			return new Finding(verdict, null, null, note);
		}

	}

}
