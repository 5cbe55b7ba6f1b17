package workflows.release;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Runbook C "Configuration Management", line by line. */
@WorkflowImpl(taskQueues = "operations")
public class ConfigurationChangeImpl implements ConfigurationChange {

	@Override
	public Outcome change(Request request) {
		ConfigurationSteps steps = ConfigurationSteps.of(request,
				Procedure.open(new Opening(request.system(), request.component(), request.reason(),
						request.requestedBy(), request.mode(), request.freezeOverride())));
		return steps.procedure().conduct(() -> {
			steps.preview();
			steps.keepCopy();
			steps.apply();
			steps.restartDependants();
			steps.checkHealth();
			return steps.close();
		});
	}

}
