package workflows.lifecycle;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Runbook D 3.1 "Parar Sistema (Gracefully)", on every component in its turn. */
@WorkflowImpl(taskQueues = "operations")
public class StopSystemImpl implements StopSystem {

	@Override
	public Outcome stop(Request request) {
		Procedure procedure = Procedure.open(new Opening(request.system(), null, request.reason(),
				request.requestedBy(), request.mode(), request.freezeOverride()));
		SystemSteps steps = new SystemSteps(procedure);
		return procedure.conduct(() -> {
			steps.inspectPlaces();
			steps.observe();
			steps.drainAndStopInOrder();
			return steps.closeStop();
		});
	}

}
