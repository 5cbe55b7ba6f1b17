package workflows.lifecycle;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** The runbooks' start-up, line by line. */
@WorkflowImpl(taskQueues = "operations")
public class StartSystemImpl implements StartSystem {

	@Override
	public Outcome start(Request request) {
		Procedure procedure = Procedure.open(new Opening(request.system(), null, request.reason(),
				request.requestedBy(), request.mode(), request.freezeOverride()));
		SystemSteps steps = new SystemSteps(procedure);
		return procedure.conduct(() -> {
			steps.inspectPlaces();
			steps.observe();
			steps.noteDependencies();
			steps.startInOrder();
			steps.checkSmoke();
			steps.verifyServiceLevels();
			return steps.closeStart();
		});
	}

}
