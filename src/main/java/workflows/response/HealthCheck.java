package workflows.response;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Asks a system how it is (runbooks A health monitoring, B 2.1 and 2.2, C health checks,
 * D 5.4 and 7.1, E daily check), all probes side by side, and tells people when a state
 * changes and when it comes back, never otherwise.
 *
 * <p>
 * It changes nothing in the system: it takes no lock, runs in a freeze as well, and has
 * nothing to undo. A sick system is an outcome, not a failure of the run.
 */
@WorkflowInterface
public interface HealthCheck {

	/** Asks; the outcome says what is not healthy. */
	@WorkflowMethod
	Outcome checkHealth(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param group the probes of this group only; absent: of every group
	 * @param component the probes of this component only; absent: of every component
	 * @param mode {@code execute}, or {@code plan}: asks, remembers nothing, tells nobody
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String group, String component, Mode mode) {

	}

}
