package workflows.release;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Runbook E "Atualização de Aplicação" and B 5.1, line by line. */
@WorkflowImpl(taskQueues = "operations")
public class DeployImpl implements Deploy {

	@Override
	public Outcome deploy(Request request) {
		DeploySteps steps = DeploySteps.of(request, Procedure.open(new Opening(request.system(), request.component(),
				request.reason(), request.requestedBy(), request.mode(), request.freezeOverride())));
		return steps.procedure().conduct(() -> {
			steps.inspectPlace();
			steps.findLive();
			steps.backUp();
			steps.fetch();
			steps.build();
			steps.migrate();
			steps.bringUp();
			steps.settle();
			steps.verify();
			steps.checkHealth();
			steps.lookAtLog();
			return steps.close();
		});
	}

}
