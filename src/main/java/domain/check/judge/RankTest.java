package domain.check.judge;

import domain.profile.Check;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Compares the canary's samples with what is borne of the stable side's by the one-sided
 * Mann-Whitney test. Ranks do not care for the scale, and a part of the samples that is
 * much worse is seen although the rest is equal. Where so few samples could not prove
 * anything, nothing is proven: that is no pass.
 */
final class RankTest {

	private RankTest() {
	}

	static Comparison compare(Check check, double[] canary, double[] stable, long chances) {
		int fewest = Math.min(canary.length, stable.length);
		if (fewest < check.minimumSamples()) {
			return Comparison.undecidable(canary.length + " samples of the canary and " + stable.length + " of stable, "
					+ check.minimumSamples() + " needed on each side");
		}
		double allowed = (1 - check.confidence()) / Math.max(1, chances);
		if (smallestProbability(canary.length, stable.length) > allowed) {
			return Comparison.undecidable(
					canary.length + " and " + stable.length + " samples cannot show a difference as surely as asked");
		}
		double probability = probabilityOfChance(badness(check, canary), borne(check, stable));
		return probability > allowed ? Comparison.good()
				: Comparison.worse(inWords(check, canary, stable, probability));
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

	private static String inWords(Check check, double[] canary, double[] stable, double probability) {
		Shift shift = Shift.between(canary, stable, check.confidence());
		return canary.length + " samples lie " + Words.number(shift.estimate()) + " from stable's " + stable.length
				+ " (between " + Words.number(shift.lower()) + " and " + Words.number(shift.upper())
				+ "): by chance only with probability " + Words.number(probability);
	}

}
