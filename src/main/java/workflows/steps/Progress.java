package workflows.steps;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;

/** What can be asked of a procedure from its first moment on. */
@WorkflowInterface
public interface Progress {

	@QueryMethod(description = "What the run is doing, what it waits for and what to send")
	String progress();

}
