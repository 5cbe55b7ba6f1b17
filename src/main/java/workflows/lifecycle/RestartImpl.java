package workflows.lifecycle;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Runbook B 4.1 (status, journal, restart, health), which fits every kind of place. */
@WorkflowImpl(taskQueues = "operations")
public class RestartImpl implements Restart {

	@Override
	public Outcome restart(Request request) {
		ComponentSteps steps = ComponentSteps.of(Procedure.open(new Opening(request.system(), request.component(),
				request.reason(), request.requestedBy(), request.mode(), request.freezeOverride())),
				request.component());
		return steps.procedure().conduct(() -> {
			steps.inspectPlace();
			steps.requireRunning();
			steps.startAnew();
			steps.checkSmoke();
			steps.checkProbes();
			return steps.close();
		});
	}

}
