package workflows.security;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Runbook A monthly 6, runbook C "Update Secrets", without a moment in between. */
@WorkflowImpl(taskQueues = "operations")
public class SecretRotationImpl implements SecretRotation {

	@Override
	public Outcome rotate(Request request) {
		SecretSteps steps = SecretSteps.of(request, Procedure.open(new Opening(request.system(), null, request.reason(),
				request.requestedBy(), request.mode(), request.freezeOverride())));
		return steps.procedure().conduct(() -> {
			steps.look();
			steps.bringNextIntoUse();
			steps.prove();
			steps.restartConsumers();
			steps.awaitOldUnused();
			steps.revokeOld();
			return steps.close();
		});
	}

}
