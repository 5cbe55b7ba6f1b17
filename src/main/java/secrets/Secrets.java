package secrets;

import java.util.Optional;

/**
 * Resolves references to secrets. Profiles, inputs, results, heartbeats and log lines
 * hold references only.
 *
 * <p>
 * A reference is {@code env:NAME} (an environment variable), {@code file:/path} (the
 * file's text without surrounding blanks) or {@code kubernetes-secret:namespace/name/key}
 * (a key of a Secret, in the cluster that the usual kubeconfig or service account points
 * to). It is resolved anew each time: secrets are rotated.
 */
public interface Secrets {

	/**
	 * The secret that a reference stands for.
	 * @throws domain.failure.PermanentFailure kind {@code PROFILE} when the reference is
	 * malformed or stands for nothing; the message names the reference, never the secret
	 * @throws domain.failure.TransientFailure when the Kubernetes API cannot be asked
	 */
	String resolve(String reference);

	/**
	 * The secret, or empty when the reference is absent or stands for nothing (an unset
	 * variable, no such file, Secret or key).
	 * @throws domain.failure.PermanentFailure kind {@code PROFILE} when the reference is
	 * malformed or the secret is forbidden to us
	 * @throws domain.failure.TransientFailure when the Kubernetes API cannot be asked
	 */
	Optional<String> find(String reference);

}
