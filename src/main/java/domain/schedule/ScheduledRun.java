package domain.schedule;

import java.time.Instant;

/**
 * A run that a schedule started.
 *
 * @param workflowId the run's id
 * @param scheduled the time it was started for
 * @param started when it began
 * @param closed when it ended, or null while it goes on
 */
public record ScheduledRun(String workflowId, Instant scheduled, Instant started, Instant closed) {

	boolean goesOnAt(Instant moment) {
		return !started.isAfter(moment.plusSeconds(1)) && (closed == null || closed.isAfter(moment));
	}

}
