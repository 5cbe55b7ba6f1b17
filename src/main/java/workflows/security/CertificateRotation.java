package workflows.security;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Renews certificates and proves that the new ones are in use (runbook A, certificate
 * rotation; runbook E, TLS). Without a named certificate it looks which ones end soon:
 * started by a schedule, it is the expiry watch.
 *
 * <p>
 * A new certificate counts only with a new revision, another fingerprint, its issuer's
 * Ready, and a handshake in which it is shown. The point of no return is the last of
 * these handshakes: whatever fails before it, and an abort, puts the old certificate back
 * from its copy, where the profile names a key for copies; after it the copies go.
 */
@WorkflowInterface
public interface CertificateRotation {

	/** Renews what is named, or what ends soon; the outcome says until when each is. */
	@WorkflowMethod
	Outcome rotate(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param certificate name of a certificate of the profile; when absent, those that
	 * end soon
	 * @param reason why
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 * @param freezeOverride why a freeze should not stop it; a second person must approve
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String certificate, String reason, String requestedBy, Mode mode,
			String freezeOverride) {

	}

}
