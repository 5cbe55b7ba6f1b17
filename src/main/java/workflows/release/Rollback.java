package workflows.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Takes a component back to an earlier version (runbook D 3.3, 10.5; C; E "Rollback
 * Rápido"; B 4.2 "models"). Shows the history, goes back, waits, checks version and
 * smoke, watches the error rate, tells people why. On a cluster it goes back to a
 * revision; on a compose host to a commit, which is built again and brought up; on a
 * systemd host to a model or release that was kept there. Data stays as it is.
 *
 * <p>
 * The point of no return is the change of the workload itself: a rollback is not taken
 * back by another one. When the earlier version does not become ready the run fails, says
 * what the pods say, and leaves the decision to people.
 */
@WorkflowInterface
public interface Rollback {

	/** Goes back; the outcome says from which version to which. */
	@WorkflowMethod
	Outcome rollBack(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param component name of the component; may be absent when the system has only one
	 * that can go back
	 * @param toRevision revision to go back to; absent: the one before (clusters)
	 * @param toVersion version to go back to: a tag, a commit, the version of a model; an
	 * alternative to the revision
	 * @param reason why
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}
	 * @param freezeOverride why a freeze should not stop it
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String component, Long toRevision, String toVersion, String reason,
			String requestedBy, Mode mode, String freezeOverride) {

	}

}
