package targets.kubernetes;

/** How many pods a share of traffic needs, and what share ready pods can carry. */
final class Shares {

	private Shares() {
	}

	/**
	 * Canary pods beside a full stable side, where a route divides the traffic.
	 * @param replicas pods that carry all the traffic
	 * @param weight the canary's share in percent
	 */
	static int podsBeside(int replicas, int weight) {
		return (weight == 0) ? 0 : Math.max(1, ceilingOfPercent(replicas, weight));
	}

	/**
	 * Canary pods among all pods, where the ratio of pods divides the traffic (runbook D
	 * 3.2: 1, 3, 6, 12 of 12).
	 */
	static int canaryPodsAmong(int replicas, int weight) {
		return (weight == 0) ? 0 : Math.max(1, Math.toIntExact(Math.round(replicas * weight / 100.0)));
	}

	/**
	 * Stable pods among all pods. One stays as long as the canary is not to have all
	 * traffic, whatever rounding says.
	 */
	static int stablePodsAmong(int replicas, int weight) {
		return (weight == 100) ? 0 : Math.max(1, replicas - canaryPodsAmong(replicas, weight));
	}

	/**
	 * The smallest share that must stay on the canary because the stable side cannot
	 * carry it.
	 * @param ready ready stable pods
	 * @param needed stable pods that carry all traffic in normal operation
	 * @param carriesFrom share of {@code needed} that may carry all traffic, 0 to 1
	 */
	static int shareThatMustStay(int ready, int needed, double carriesFrom) {
		if (carriesAll(ready, needed, carriesFrom)) {
			return 0;
		}
		return 100 - ready * 100 / needed;
	}

	static boolean carriesAll(int ready, int needed, double carriesFrom) {
		return ready > 0 && ready >= Math.ceil(needed * carriesFrom);
	}

	/**
	 * Said when everything went to a stable side that is not whole.
	 */
	static String tooFew(int ready, int needed) {
		return "only %d of %d stable pods are ready, and they carry all traffic".formatted(ready, needed);
	}

	/** The share that pods behind one Service have of its traffic, in percent. */
	static int shareOf(int canary, int stable) {
		return (canary == 0) ? 0 : Math.toIntExact(Math.round(canary * 100.0 / (canary + stable)));
	}

	private static int ceilingOfPercent(int replicas, int weight) {
		return (replicas * weight + 99) / 100;
	}

}
