package workflows.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Brings a whole system up: every component after those it depends on, independent ones
 * side by side (runbooks A full start-up, C start in dependency order, D 3.1, E compose
 * up). Components that run already are left as they are.
 *
 * <p>
 * The point of no return is the end: whatever fails before it, a service level out of its
 * limits included, stops again what this run has started, in the reverse order, and
 * nothing else.
 */
@WorkflowInterface
public interface StartSystem {

	/** Starts the system; the outcome says how each component stands. */
	@WorkflowMethod
	Outcome start(Request request);

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
