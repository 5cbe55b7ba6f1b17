package workflows.maintenance;

import domain.maintenance.Cadence;
import domain.maintenance.RoutineOutcome;
import io.temporal.spring.boot.WorkflowImpl;

/** The profile's quarterly tasks. */
@WorkflowImpl(taskQueues = "operations")
public class QuarterlyMaintenanceImpl implements QuarterlyMaintenance {

	@Override
	public RoutineOutcome maintain(RoutineInput request) {
		return RoutineRun.of(Cadence.QUARTERLY, request);
	}

}
