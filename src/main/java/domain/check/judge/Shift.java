package domain.check.judge;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far one set of samples lies from another: Hodges and Lehmann's estimate, the median
 * of all pairwise differences, with its two-sided interval. Made of order statistics, not
 * of a numerical search: exact whatever the scale.
 *
 * @param estimate the shift
 * @param lower lower end of the interval
 * @param upper upper end of the interval
 */
record Shift(double estimate, double lower, double upper) {

	static Shift between(double[] samples, double[] baseline, double confidence) {
		double[] differences = new double[samples.length * baseline.length];
		int next = 0;
		for (double sample : samples) {
			for (double base : baseline) {
				differences[next++] = sample - base;
			}
		}
		Arrays.sort(differences);
		int outside = outside(samples, baseline, confidence);
		return new Shift(median(differences), differences[outside], differences[differences.length - 1 - outside]);
	}

	static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	/**
	 * How many differences lie outside the interval at each end (normal approximation).
	 */
	private static int outside(double[] samples, double[] baseline, double confidence) {
		double pairs = (double) samples.length * baseline.length;
		double surely = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.5 + confidence / 2);
		double position = pairs / 2 - surely * Math.sqrt(variance(samples, baseline)) - 0.5;
		return (int) Math.max(0, Math.floor(position));
	}

	/** Variance of Mann and Whitney's statistic, corrected for ties. */
	private static double variance(double[] samples, double[] baseline) {
		double[] all = Arrays.copyOf(samples, samples.length + baseline.length);
		System.arraycopy(baseline, 0, all, samples.length, baseline.length);
		Arrays.sort(all);
		double count = all.length;
		double ties = 0;
		for (int from = 0; from < all.length;) {
			int to = from;
			while (to < all.length && all[to] == all[from]) {
				to++;
			}
			double tied = to - from;
			ties += tied * tied * tied - tied;
			from = to;
		}
		return samples.length * (double) baseline.length / 12 * (count + 1 - ties / (count * (count - 1)));
	}

}
