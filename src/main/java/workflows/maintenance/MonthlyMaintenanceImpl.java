package workflows.maintenance;

import domain.maintenance.Cadence;
import domain.maintenance.RoutineOutcome;
import io.temporal.spring.boot.WorkflowImpl;

/** The profile's monthly tasks. */
@WorkflowImpl(taskQueues = "operations")
public class MonthlyMaintenanceImpl implements MonthlyMaintenance {

	@Override
	public RoutineOutcome maintain(RoutineInput request) {
		return RoutineRun.of(Cadence.MONTHLY, request);
	}

}
