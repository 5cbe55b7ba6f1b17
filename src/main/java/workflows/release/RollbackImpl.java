package workflows.release;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Runbook D 3.3 and E "Rollback Rápido", line by line. */
@WorkflowImpl(taskQueues = "operations")
public class RollbackImpl implements Rollback {

	@Override
	public Outcome rollBack(Request request) {
		Procedure opened = Procedure.open(new Opening(request.system(), request.component(), request.reason(),
				request.requestedBy(), request.mode(), request.freezeOverride()));
		RollbackSteps steps = RollbackSteps.of(request, opened);
		return steps.procedure().conduct(() -> {
			steps.showHistory();
			steps.keepDiagnostics();
			steps.goBack();
			steps.smokeTest();
			steps.watchErrors();
			return steps.close();
		});
	}

}
