package workflows.security;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Brings the other of two users of a database, or a new key of a provider, into use, and
 * revokes the old one when nobody uses it any more (runbooks A, C, D: secrets).
 *
 * <p>
 * The value is made in the step that sets it: neither Temporal nor the ledger nor a log
 * ever has it. The point of no return is the revocation. Whatever fails before it, and an
 * abort, gives consumers that start the old value again; both values are good until then,
 * so no request fails either way. A new key that was issued in vain is ended last.
 */
@WorkflowInterface
public interface SecretRotation {

	/** Rotates the secret; the outcome says from whom to whom. */
	@WorkflowMethod
	Outcome rotate(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param secret name of a secret of the profile; may be absent when it has only one
	 * @param reason why
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 * @param freezeOverride why a freeze should not stop it; a second person must approve
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String secret, String reason, String requestedBy, Mode mode, String freezeOverride) {

	}

}
