package workflows.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Starts every instance of a component anew, keeping as many ready as its target can
 * (runbooks A selective start-up, B 4.1, C graceful restart).
 *
 * <p>
 * The point of no return is the end. Before it a restart that fails is taken back where
 * the target keeps the instances of before (a cluster: the new pods go, the old ones
 * stay); a unit or a compose service has none, and the failure says so.
 */
@WorkflowInterface
public interface Restart {

	/** Restarts the component; the outcome says how it stands. */
	@WorkflowMethod
	Outcome restart(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param component name of the component; may be absent when the system has only one
	 * @param reason why
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 * @param freezeOverride why a freeze should not stop it; a second person must approve
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String component, String reason, String requestedBy, Mode mode,
			String freezeOverride) {

	}

}
