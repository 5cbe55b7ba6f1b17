package workflows.maintenance;

import domain.gate.Answer;
import domain.gate.Decision;
import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import io.temporal.workflow.Workflow;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Runbook C, "Pre-Maintenance Checklist" and "Post-Maintenance Checklist". */
@WorkflowImpl(taskQueues = "operations")
public class MaintenanceWindowImpl implements MaintenanceWindow {

	private WindowSteps steps;

	@Override
	public Outcome open(Request request) {
		steps = WindowSteps.of(request, Procedure.open(new Opening(request.system(), null, request.reason(),
				request.requestedBy(), request.mode(), request.freezeOverride())));
		return steps.procedure().conductBesideOthers("maintenance-window", () -> {
			steps.inspect();
			steps.announce();
			steps.keepPagerQuiet();
			steps.silence();
			steps.backUp();
			steps.scaleDown();
			steps.stayOpen();
			steps.putCountsBack();
			steps.requireAsWellAsBefore();
			steps.endSilence();
			steps.letPagerSpeak();
			steps.watch();
			return steps.close();
		});
	}

	@Override
	public void finish(Decision decision) {
		finishWithAnswer(decision);
	}

	@Override
	public Answer finishWithAnswer(Decision decision) {
		// Somebody may say it before the profile is read.
		Workflow.await(() -> steps != null);
		return steps.finish(decision);
	}

}
