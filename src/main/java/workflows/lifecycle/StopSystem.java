package workflows.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Brings a whole system down, every component before those it depends on (runbook C, the
 * reverse order), after it has finished what it had begun (runbook D 3.1: maintenance
 * mode, then no active requests, with a deadline after which a person is asked).
 *
 * <p>
 * The point of no return is the end: whatever fails before it, and an abort, starts again
 * what this run has stopped, with the instances that it had.
 */
@WorkflowInterface
public interface StopSystem {

	/** Stops the system; the outcome says what each component was. */
	@WorkflowMethod
	Outcome stop(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param reason why
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 * @param freezeOverride why a freeze should not stop it; a second person must approve
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String reason, String requestedBy, Mode mode, String freezeOverride) {

	}

}
