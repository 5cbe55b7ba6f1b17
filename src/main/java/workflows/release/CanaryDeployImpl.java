package workflows.release;

import domain.profile.Stage;
import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Runbook D 3.2, line by line. */
@WorkflowImpl(taskQueues = "operations")
public class CanaryDeployImpl implements CanaryDeploy {

	@Override
	public Outcome deploy(Request request) {
		Procedure opened = Procedure.open(new Opening(request.system(), request.component(), request.reason(),
				request.requestedBy(), request.mode(), request.freezeOverride()));
		CanaryPlan plan = CanaryPlan.of(request, opened.profile());
		Procedure procedure = opened.on(plan.component().name());
		CanaryRelease release = new CanaryRelease(procedure, plan);
		return procedure.conduct(() -> {
			release.inspect();
			release.passChecklist();
			release.takeBackup();
			release.startCanary();
			for (Stage stage : plan.stages()) {
				release.shiftTo(stage);
				release.watch(stage);
			}
			release.promote();
			release.smokeTest();
			return release.close();
		});
	}

}
