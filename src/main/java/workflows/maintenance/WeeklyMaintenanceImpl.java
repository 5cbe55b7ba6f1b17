package workflows.maintenance;

import domain.maintenance.Cadence;
import domain.maintenance.RoutineOutcome;
import io.temporal.spring.boot.WorkflowImpl;

/** The profile's weekly tasks. */
@WorkflowImpl(taskQueues = "operations")
public class WeeklyMaintenanceImpl implements WeeklyMaintenance {

	@Override
	public RoutineOutcome maintain(RoutineInput request) {
		return RoutineRun.of(Cadence.WEEKLY, request);
	}

}
