package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A place where components run.
 *
 * @param name name used by components
 * @param kind what kind of place
 * @param kubeconfig path of a kubeconfig file; absent: the usual one ({@code KUBECONFIG},
 * home folder, service account)
 * @param context context of the kubeconfig; absent: its current one
 * @param namespace namespace of the components (Kubernetes)
 * @param host host name or address (compose, systemd)
 * @param port SSH port, 22 when absent (compose, systemd)
 * @param user SSH user (compose, systemd)
 * @param key reference of the SSH key: {@code env:}, {@code file:} or
 * {@code kubernetes-secret:} (compose, systemd)
 * @param directory folder of the compose project or of the application (compose, systemd)
 * @param hostKey the host's own public key ({@code ssh-ed25519 AAAA...}) or its
 * fingerprint ({@code SHA256:...}), or a reference of either; nothing is sent to a host
 * that shows another one (compose, systemd)
 * @param hostName what {@code hostname} answers on the host; asked before anything that
 * destroys (compose, systemd)
 */
public record TargetProfile(@Required String name, @Required Kind kind, String kubeconfig, String context,
		String namespace, String host, Integer port, String user, String key, String directory, String hostKey,
		String hostName) {

	/** The kinds of places. */
	public enum Kind {

		/** A namespace of a Kubernetes cluster. */
		@JsonProperty("kubernetes")
		KUBERNETES,
		/** A Docker Compose project on a host, reached by SSH. */
		@JsonProperty("compose")
		COMPOSE,
		/** Units on a systemd host, reached by SSH. */
		@JsonProperty("systemd")
		SYSTEMD

	}

	/** A namespace of the cluster that a kubeconfig context names. */
	public static TargetProfile kubernetes(String name, String kubeconfig, String context, String namespace) {
		return new TargetProfile(name, Kind.KUBERNETES, kubeconfig, context, namespace, null, null, null, null, null,
				null, null);
	}

}
