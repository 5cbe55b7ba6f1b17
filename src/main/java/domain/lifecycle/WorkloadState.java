package domain.lifecycle;

/**
 * A workload as it stands at this moment.
 *
 * @param component the component's name
 * @param condition how it stands
 * @param wanted instances asked for; 0 when it is stopped
 * @param ready instances that are ready
 * @param version the version that it runs, or null when the target cannot tell
 * @param incarnation changes whenever it is started anew: makes a restart happen once.
 * Null when the target has none
 * @param stoppedFrom instances it had when it was stopped, or null when nobody wrote that
 * down
 * @param detail the target's own words for what is not as it should be; null when
 * everything is
 */
public record WorkloadState(String component, Condition condition, int wanted, int ready, String version,
		String incarnation, Integer stoppedFrom, String detail) {

	/** How a workload stands. */
	public enum Condition {

		/** All instances asked for are ready. */
		RUNNING,
		/** Some are not ready. */
		DEGRADED,
		/** None is asked for, and none is left. */
		STOPPED,
		/** Its target does not know it. */
		ABSENT

	}

	public boolean running() {
		return condition == Condition.RUNNING;
	}

	/** Whether somebody has asked it to run, however well it does. */
	public boolean asked() {
		return wanted > 0;
	}

	/** For people: "2 of 3 ready, v1.2.0". */
	public String inWords() {
		String text = ready + "/" + wanted + (version == null ? "" : ", " + version);
		return detail == null ? text : text + " (" + detail + ")";
	}

}
