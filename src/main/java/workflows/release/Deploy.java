package workflows.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Puts a version of a component in the place of the one that runs (runbook E "Atualização
 * de Aplicação"): backup, fetch, build, migrations, up, health, log. When it fails it
 * brings back by itself what was live before (runbook E "Rollback Rápido").
 *
 * <p>
 * The point of no return is the end, except for migrations: what they did to the data
 * stays, and the failure then says so and names the backup. Data is put back by a
 * restore, which a person starts.
 */
@WorkflowInterface
public interface Deploy {

	/** Deploys the version; the outcome says from which to which. */
	@WorkflowMethod
	Outcome deploy(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param component name of the component; may be absent when the profile says of one
	 * only how it is deployed
	 * @param version version to deploy: a tag, a branch or a commit
	 * @param reason why
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 * @param freezeOverride why a freeze should not stop it; a second person must approve
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String component, String version, String reason, String requestedBy, Mode mode,
			String freezeOverride) {

	}

}
