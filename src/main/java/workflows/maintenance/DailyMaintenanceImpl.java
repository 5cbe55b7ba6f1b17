package workflows.maintenance;

import domain.maintenance.Cadence;
import domain.maintenance.RoutineOutcome;
import io.temporal.spring.boot.WorkflowImpl;

/** The profile's daily tasks. */
@WorkflowImpl(taskQueues = "operations")
public class DailyMaintenanceImpl implements DailyMaintenance {

	@Override
	public RoutineOutcome maintain(RoutineInput request) {
		return RoutineRun.of(Cadence.DAILY, request);
	}

}
