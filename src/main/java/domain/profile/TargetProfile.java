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
 * @param gitOps what is done with objects that Argo CD, Flux or another client keeps as
 * they are written elsewhere; refused when absent (Kubernetes)
 * @param gitOpsNamespace namespace of Argo CD's Applications; {@code argocd} when absent
 * (Kubernetes)
 */
public record TargetProfile(@Required String name, @Required Kind kind, String kubeconfig, String context,
		String namespace, String host, Integer port, String user, String key, String directory, String hostKey,
		String hostName, List<String> composeFiles, Integer diskAtMost, GitOps gitOps, String gitOpsNamespace) {

	/** Where Argo CD's Applications usually are. */
	public static final String GIT_OPS_NAMESPACE = "argocd";

	private static final int DISK_USUALLY = 90;

	public TargetProfile {
		composeFiles = SystemProfile.listOf(composeFiles);
		diskAtMost = diskAtMost == null ? DISK_USUALLY : diskAtMost;
		gitOps = gitOps == null ? GitOps.REFUSE : gitOps;
		gitOpsNamespace = gitOpsNamespace == null ? GIT_OPS_NAMESPACE : gitOpsNamespace;
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

	/**
	 * What is done with objects that somebody else keeps as they are written elsewhere.
	 */
	public enum GitOps {

		/** Nothing: the run ends with the exact reason before it changes them. */
		@JsonProperty("refuse")
		REFUSE,
		/** They are changed all the same; the outcome says who may put them back. */
		@JsonProperty("through")
		THROUGH,
		/**
		 * The synchronisation of Argo CD's Application, Flux' Kustomization or
		 * HelmRelease is paused until the run ends, however it ends.
		 */
		@JsonProperty("pause")
		PAUSE

	}

	/** The same cluster with another word about GitOps. */
	public TargetProfile withGitOps(GitOps wanted, String applications) {
		return new TargetProfile(name, kind, kubeconfig, context, namespace, host, port, user, key, directory, hostKey,
				hostName, composeFiles, diskAtMost, wanted, applications);
	}

	/** A namespace of the cluster that a kubeconfig context names. */
	public static TargetProfile kubernetes(String name, String kubeconfig, String context, String namespace) {
		return new TargetProfile(name, Kind.KUBERNETES, kubeconfig, context, namespace, null, null, null, null, null,
				null, null, null, null, null, null);
	}

	/** The same place with other compose files. */
	public TargetProfile withComposeFiles(String... files) {
		return new TargetProfile(name, kind, kubeconfig, context, namespace, host, port, user, key, directory, hostKey,
				hostName, List.of(files), diskAtMost, gitOps, gitOpsNamespace);
	}

	/** A folder on a host that is reached by SSH. */
	public static TargetProfile overSsh(String name, Kind kind, Login login, String directory, String hostName) {
		return new TargetProfile(name, kind, null, null, null, login.host(), login.port(), login.user(), login.key(),
				directory, login.hostKey(), hostName, null, null, null, null);
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
