package workflows.lifecycle;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** The runbooks' scaling, line by line. */
@WorkflowImpl(taskQueues = "operations")
public class ScaleImpl implements Scale {

	@Override
	public Outcome scale(Request request) {
		ScaleSteps steps = ScaleSteps.of(Procedure.open(new Opening(request.system(), request.component(),
				request.reason(), request.requestedBy(), request.mode(), request.freezeOverride())), request);
		return steps.procedure().conduct(() -> {
			steps.inspect();
			steps.measureBefore();
			steps.limitAutoscaler();
			steps.resize();
			steps.reachReplicas();
			steps.awaitRegistration();
			steps.checkSmoke();
			steps.growVolumes();
			return steps.close();
		});
	}

}
