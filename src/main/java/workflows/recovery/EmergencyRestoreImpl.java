package workflows.recovery;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Runbook D 8.2 "Database Irrecuperável", with a way back. */
@WorkflowImpl(taskQueues = "operations")
public class EmergencyRestoreImpl implements EmergencyRestore {

	@Override
	public Outcome restore(Request request) {
		RestoreSteps steps = RestoreSteps.of(request, Procedure
			.open(new Opening(request.system(), null, request.reason(), request.requestedBy(), request.mode(), null)));
		Outcome restored = steps.conduct(() -> {
			steps.choose();
			steps.compareWithNow();
			steps.askToDestroy();
			steps.stopWriters();
			steps.restoreUntilRight();
			steps.putInPlace();
			steps.startWriters();
			steps.validate();
			return steps.close();
		});
		return steps.undoIsWanted() ? steps.procedure().conduct(steps::takeBack) : restored;
	}

}
