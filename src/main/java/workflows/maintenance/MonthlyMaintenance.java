package workflows.maintenance;

import domain.maintenance.RoutineOutcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Keeps a system in order each month (runbooks A monthly maintenance, D 7.3), within its
 * hours and its minutes of downtime: a task that would exceed them is not begun. Its
 * tasks are those of the profile ({@code maintenance: monthly:}).
 *
 * <p>
 * A task that fails never hides the others. Tasks that change something take the system's
 * lock and stay away in a freeze; those that look are done all the same. Each task takes
 * back by itself what it must: there is no point of no return for the whole. An abort
 * ends the tasks under way.
 */
@WorkflowInterface
public interface MonthlyMaintenance {

	/** Works through the tasks; the outcome says what became of each. */
	@WorkflowMethod
	RoutineOutcome maintain(RoutineInput request);

}
