package workflows.steps;

import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The time that a run is about. */
public final class RunTime {

	/** Temporal writes it on every run that a schedule starts. */
	private static final SearchAttributeKey<OffsetDateTime> SCHEDULED = SearchAttributeKey
		.forOffsetDateTime("TemporalScheduledStartTime");

	private RunTime() {
	}

	/**
	 * The time for which the run was scheduled, also when an outage made it begin later;
	 * the time at which it began when no schedule started it. The same in every replay.
	 */
	public static Instant scheduled() {
		OffsetDateTime scheduled = Workflow.getTypedSearchAttributes().get(SCHEDULED);
		return scheduled == null ? Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis())
				: scheduled.toInstant();
	}

}
