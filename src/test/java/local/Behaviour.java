package local;

import java.util.random.RandomGenerator;

/**
 * How a version of the simulated application answers. The tag says it: {@code -bad} fails
 * 30 percent of the requests, {@code -slow} has a p95 of 4 s, {@code -silent} shows no
 * metrics; every other version is good.
 *
 * @param errorRatio share of requests answered with 500, 0 to 1
 * @param p95 95th percentile of the response time in seconds
 * @param silent whether it shows no metrics at all
 */
public record Behaviour(double errorRatio, double p95, boolean silent) {

	static final Behaviour GOOD = new Behaviour(0.002, 0.8, false);

	/** Spread of the logarithm of the response time. */
	private static final double SPREAD = 0.5;

	private static final double NORMAL_95 = 1.645;

	static Behaviour of(String version) {
		if (version.contains("-bad")) {
			return new Behaviour(0.3, GOOD.p95, false);
		}
		if (version.contains("-slow")) {
			return new Behaviour(GOOD.errorRatio, 4, false);
		}
		return version.contains("-silent") ? new Behaviour(GOOD.errorRatio, GOOD.p95, true) : GOOD;
	}

	/**
	 * Whether the request with this number, counted from 0, fails. Failures are spread
	 * evenly: with chance, a good version would now and then look bad in a small window.
	 */
	boolean fails(long request) {
		return Math.floor((request + 1) * this.errorRatio) > Math.floor(request * this.errorRatio);
	}

	/** A response time in seconds, log-normal around the p95. */
	double responseTime(RandomGenerator random) {
		return this.p95 * Math.exp(SPREAD * (random.nextGaussian() - NORMAL_95));
	}

}
