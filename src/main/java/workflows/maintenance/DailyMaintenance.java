package workflows.maintenance;

import domain.maintenance.RoutineOutcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Looks at a system each day (runbooks B 2.1, D 7.1, E daily operations): health, alerts,
 * cost, errors, disks. Its tasks are those of the profile ({@code maintenance: daily:}).
 *
 * <p>
 * A task that fails never hides the others. Tasks that change something take the system's
 * lock and stay away in a freeze; those that look are done all the same. Each task takes
 * back by itself what it must: there is no point of no return for the whole. An abort
 * ends the tasks under way.
 */
@WorkflowInterface
public interface DailyMaintenance {

	/** Works through the tasks; the outcome says what became of each. */
	@WorkflowMethod
	RoutineOutcome maintain(RoutineInput request);

}
