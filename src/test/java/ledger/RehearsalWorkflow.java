package ledger;

import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A procedure that goes through one step of each kind that the ledger derives from. */
@WorkflowInterface
public interface RehearsalWorkflow {

	@WorkflowMethod(name = "Rehearsal")
	Outcome rehearse(Request request);

	@SignalMethod
	void goOn();

	/** Input: {@code ending} is {@code well}, {@code badly} or {@code late}. */
	record Request(String system, String component, String version, String requestedBy, String reason, Mode mode,
			String ending) {

	}

}
