package workflows.recovery;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Every protected store in its turn: take, read back, prune. */
@WorkflowImpl(taskQueues = "operations")
public class BackupImpl implements Backup {

	@Override
	public Outcome back(Request request) {
		Procedure procedure = Procedure
			.open(new Opening(request.system(), null, request.reason(), request.requestedBy(), request.mode(), null));
		BackupSteps steps = new BackupSteps(procedure, request.kind());
		return procedure.observe(() -> {
			Protection.of(procedure.profile(), request.store()).forEach(store -> {
				steps.takeAndReadBack(store);
				steps.prune(store);
				steps.listOthers(store);
			});
			return steps.close();
		});
	}

}
