package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

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
 * @param composeFiles names of the project's files in the directory; absent: those that
 * compose finds by itself (compose)
 * @param diskAtMost use of the host's disks from which it is not fit to be worked on, in
 * percent; 90 when absent (compose, systemd)
 */
public record TargetProfile(@Required String name, @Required Kind kind, String kubeconfig, String context,
		String namespace, String host, Integer port, String user, String key, String directory, String hostKey,
		String hostName, List<String> composeFiles, Integer diskAtMost) {

	private static final int DISK_USUALLY = 90;

	public TargetProfile {
		composeFiles = SystemProfile.listOf(composeFiles);
		diskAtMost = diskAtMost == null ? DISK_USUALLY : diskAtMost;
	}

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
				null, null, null, null);
	}

	/** The same place with other compose files. */
	public TargetProfile withComposeFiles(String... files) {
		return new TargetProfile(name, kind, kubeconfig, context, namespace, host, port, user, key, directory, hostKey,
				hostName, List.of(files), diskAtMost);
	}

	/** A folder on a host that is reached by SSH. */
	public static TargetProfile overSsh(String name, Kind kind, Login login, String directory, String hostName) {
		return new TargetProfile(name, kind, null, null, null, login.host(), login.port(), login.user(), login.key(),
				directory, login.hostKey(), hostName, null, null);
	}

	/**
	 * Who we are on a host.
	 *
	 * @param host host name or address
	 * @param port SSH port
	 * @param user SSH user
	 * @param key reference of the SSH key
	 * @param hostKey the host's own public key
	 */
	public record Login(String host, Integer port, String user, String key, String hostKey) {

	}

}
