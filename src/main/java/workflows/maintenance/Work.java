package workflows.maintenance;

import domain.maintenance.TaskEvidence;
import domain.profile.RoutineTask;

/** What tasks of one kind do. */
interface Work {

	/**
	 * Does it once, and says what was seen.
	 * @throws io.temporal.failure.TemporalFailure when it cannot be done
	 */
	TaskEvidence work(RoutineTask task);

}
