package workflows.recovery;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Every protected store in its turn: list, remove, list again. */
@WorkflowImpl(taskQueues = "operations")
public class DrillCleanUpImpl implements DrillCleanUp {

	@Override
	public Outcome cleanUp(Request request) {
		Procedure procedure = Procedure
			.open(new Opening(request.system(), null, request.reason(), request.requestedBy(), request.mode(), null));
		LeftOvers leftOvers = new LeftOvers(procedure);
		return procedure.observe(() -> {
			Protection.of(procedure.profile(), request.store()).forEach(leftOvers::clean);
			return leftOvers.close();
		});
	}

}
