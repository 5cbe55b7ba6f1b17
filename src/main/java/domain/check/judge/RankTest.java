package domain.check.judge;

import domain.profile.Check;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Compares the canary's samples with what is borne of the stable side's by two one-sided
 * rank tests that share the allowed error. Mann-Whitney sees a shift of the whole; the
 * exceedance test (Rosenbaum's) sees a part of the samples that is worse than anything
 * the stable side shows, although the rest is healthy. Ranks do not care for the scale.
 * Where so few samples could not prove anything, nothing is proven: that is no pass.
 */
final class RankTest {

	private RankTest() {
	}

	static Comparison compare(Check check, double[] canary, double[] stable, long chances, Words words) {
		int fewest = Math.min(canary.length, stable.length);
		if (fewest < check.minimumSamples()) {
			return Comparison.undecidable(words.say("%d samples of the canary and %d of stable, %d needed on each side",
					"%d amostras do canário e %d da estável, são precisas %d de cada lado", canary.length,
					stable.length, check.minimumSamples()));
		}
		double allowed = (1 - check.confidence()) / Math.max(1, chances);
		if (2 * smallestProbability(canary.length, stable.length) > allowed) {
			return Comparison.undecidable(words.say("%d and %d samples cannot show a difference as surely as asked",
					"%d e %d amostras não mostram uma diferença com a certeza pedida", canary.length, stable.length));
		}
		double[] ours = badness(check, canary);
		double[] theirs = borne(check, stable);
		double probability = Math.min(1, 2 * Math.min(probabilityOfChance(ours, theirs), exceedance(ours, theirs)));
		return probability > allowed ? Comparison.good()
				: Comparison.worse(inWords(check, canary, stable, probability, words));
	}

	private static double probabilityOfChance(double[] canary, double[] borne) {
		if (DoubleStream.concat(Arrays.stream(canary), Arrays.stream(borne)).distinct().count() == 1) {
			// All the same: the test's variance is zero, and there is no difference.
			return 1;
		}
		double probability = MannWhitneyUTest.withDefaults()
			.with(AlternativeHypothesis.GREATER_THAN)
			.test(canary, borne)
			.getPValue();
		if (Double.isNaN(probability)) {
			throw new ArithmeticException("the rank test gave no probability");
		}
		return probability;
	}

	/**
	 * How probable it is that so many of the worst samples of both sides are all the
	 * canary's.
	 */
	private static double exceedance(double[] canary, double[] borne) {
		double worstBorne = Arrays.stream(borne).max().orElseThrow();
		long beyond = Arrays.stream(canary).filter(sample -> sample > worstBorne).count();
		double probability = 1;
		for (int drawn = 0; drawn < beyond; drawn++) {
			probability *= (double) (canary.length - drawn) / (canary.length + borne.length - drawn);
		}
		return probability;
	}

	/** Samples turned so that higher is worse. */
	private static double[] badness(Check check, double[] samples) {
		return Limits.lowerIsWorse(check) ? Arrays.stream(samples).map(sample -> -sample).toArray() : samples;
	}

	private static double[] borne(Check check, double[] stable) {
		return badness(check, Arrays.stream(stable).map(sample -> Limits.bearable(check, sample)).toArray());
	}

	/** The probability of the most extreme order: one in (n+m over n). */
	private static double smallestProbability(int canary, int stable) {
		double probability = 1;
		for (int drawn = 1; drawn <= canary; drawn++) {
			probability *= (double) drawn / (stable + drawn);
		}
		return probability;
	}

	private static String inWords(Check check, double[] canary, double[] stable, double probability, Words words) {
		Shift shift = Shift.between(canary, stable, check.confidence());
		return words.say("%d samples lie %s from stable's %d (between %s and %s): by chance only with probability %s",
				"%d amostras estão a %s das %d da estável (entre %s e %s): por acaso só com probabilidade %s",
				canary.length, Words.number(shift.estimate()), stable.length, Words.number(shift.lower()),
				Words.number(shift.upper()), Words.number(probability));
	}

}
