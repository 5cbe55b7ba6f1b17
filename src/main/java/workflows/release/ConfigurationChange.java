package workflows.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.configuration.Edit;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Changes the configuration of a component, keeps a copy of what was, restarts exactly
 * those components that read it only when they start, and checks their health (runbook C
 * "Configuration Management" and "Rollback Configuration", D set env, B "update_config").
 * On hosts it changes files of {@code NAME=value} lines that the profile names; compose
 * services that read them are made anew.
 *
 * <p>
 * The point of no return is the end: whatever fails before it, a restart that does not
 * get ready included, puts the copy back. Afterwards the outcome names the copy, and the
 * same procedure with {@code "restore"} puts it back.
 */
@WorkflowInterface
public interface ConfigurationChange {

	/** Makes the change; the outcome lists each name and the copy. */
	@WorkflowMethod
	Outcome change(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param component name of the component; may be absent when the system has only one
	 * @param change what is to be changed
	 * @param reason why
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 * @param freezeOverride why a freeze should not stop it; a second person must approve
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String component, Edit change, String reason, String requestedBy, Mode mode,
			String freezeOverride) {

	}

}
