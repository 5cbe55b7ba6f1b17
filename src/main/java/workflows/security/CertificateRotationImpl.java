package workflows.security;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/**
 * Runbook A, "Rotação de Certificados"; a look that finds nothing to do takes no lock.
 */
@WorkflowImpl(taskQueues = "operations")
public class CertificateRotationImpl implements CertificateRotation {

	@Override
	public Outcome rotate(Request request) {
		CertificateSteps steps = CertificateSteps.of(request, Procedure.open(new Opening(request.system(), null,
				request.reason(), request.requestedBy(), request.mode(), request.freezeOverride())));
		Outcome looked = steps.procedure().observe(() -> {
			steps.look();
			return steps.nothingToDo();
		});
		return steps.due() ? steps.procedure().conduct(() -> {
			steps.ask();
			steps.keepOld();
			steps.renew();
			steps.restartConsumers();
			steps.prove();
			steps.dropOld();
			return steps.close();
		}) : looked;
	}

}
