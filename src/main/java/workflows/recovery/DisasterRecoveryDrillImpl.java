package workflows.recovery;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Declared, approved, restored, verified, cleaned, reported. */
@WorkflowImpl(taskQueues = "operations")
public class DisasterRecoveryDrillImpl implements DisasterRecoveryDrill {

	@Override
	public Outcome drill(Request request) {
		Procedure procedure = Procedure
			.open(new Opening(request.system(), null, request.reason(), request.requestedBy(), request.mode(), null));
		DrillSteps steps = new DrillSteps(procedure, request);
		return procedure.observe(() -> {
			steps.prepare();
			steps.declare();
			steps.approve();
			steps.restoreEach();
			steps.accompany();
			steps.cleanUp();
			steps.report();
			steps.debrief();
			return steps.close();
		});
	}

}
