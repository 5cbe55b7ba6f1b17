package workflows.response;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Asks, compares with what was known, tells what is new. */
@WorkflowImpl(taskQueues = "operations")
public class HealthCheckImpl implements HealthCheck {

	@Override
	public Outcome checkHealth(Request request) {
		Procedure opened = Procedure
			.open(new Opening(request.system(), request.component(), null, null, request.mode(), null));
		HealthCheckSteps steps = HealthCheckSteps.of(request, opened);
		return opened.observe(() -> {
			steps.askProbes();
			steps.compareWithWhatWasKnown();
			steps.tellWhatIsNew();
			return steps.close();
		});
	}

}
