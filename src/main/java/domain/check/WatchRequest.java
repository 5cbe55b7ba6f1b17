package domain.check;

import domain.profile.Check;
import domain.profile.MonitoringProfile;
import domain.release.Rollout;
import domain.release.Stable;
import domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A watch over a canary at one weight.
 *
 * @param run the run it belongs to
 * @param rollout what is released
 * @param stable the stable side before the release
 * @param monitoring where metrics and alerts are read
 * @param checks what the canary is judged by
 * @param stage the stage in words, for example {@code 25 %}
 * @param weight the share of traffic that must be in force, in percent
 * @param since when the stage began, by the workflow's clock: dwell counts from here
 * whatever dies in between
 * @param dwell shortest time before the stage can pass
 * @param maximumDwell longest time without a verdict
 * @param pollPeriod time between two looks
 * @param failBudget failed looks that the stage bears
 * @param blindLimit how long the source may be down
 * @param until whether the watch ends at a pass or goes on until told (a gate is open, or
 * the stage is held)
 * @param reported notices that were returned already in this stage and need not end the
 * watch again
 * @param carried counters of the stage so far
 */
public record WatchRequest(Run run, Rollout rollout, Stable stable, MonitoringProfile monitoring, List<Check> checks,
		String stage, int weight, Instant since, Duration dwell, Duration maximumDwell, Duration pollPeriod,
		int failBudget, Duration blindLimit, Until until, List<WatchEnd> reported, WatchCounters carried) {

	/** When a watch without findings ends. */
	public enum Until {

		/**
		 * As soon as the dwell is over and every check has passed with enough samples.
		 */
		PASSED,
		/** Only when cancelled. */
		TOLD

	}

}
