package domain.check;

/** Why a watch came back. */
public enum WatchEnd {

	/** The dwell is over and every check passed with enough samples. */
	PASSED,
	/** A check failed more often than the stage's budget allows. */
	FAILED,
	/** A critical alert of the system is firing. */
	CRITICAL_ALERT,
	/**
	 * The maximum dwell is over without a verdict: no traffic, no data or too few
	 * samples.
	 */
	UNDECIDED,
	/** The metrics source went down; returned once per stage so that people are paged. */
	SOURCE_DOWN,
	/** The metrics source was down for longer than allowed. */
	BLIND,
	/** Somebody else changed the weight. */
	WEIGHT_DRIFTED,
	/** Somebody else changed the stable workload. */
	WORKLOAD_CHANGED,
	/** Canary pods crash or are no longer ready. */
	CANARY_NOT_READY,
	/** The workflow asked the watch to stop. */
	TOLD

}
