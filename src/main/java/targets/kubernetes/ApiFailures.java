package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;

/**
 * What the API server's answers mean for a step: retry, or stop with a reason.
 *
 * @param server address of the API server
 * @param namespace namespace that was asked about
 */
public record ApiFailures(String server, String namespace) {

	/** Where the permissions of Holdfast are written down. */
	static final String ROLE_FILE = "deploy/base/role.yaml";

	/** The permissions in the namespace of Argo CD's or Flux' objects. */
	static final String GIT_OPS_ROLE_FILE = "deploy/base/gitops-role.yaml";

	/** The permissions in the namespace of Velero's objects. */
	static final String VELERO_ROLE_FILE = "deploy/base/velero-role.yaml";

	/** The permissions in the whole cluster that a restore by Velero needs. */
	static final String RECOVERY_ROLE_FILE = "deploy/base/recovery-role.yaml";

	private static final int CONFLICT = 409;

	public static boolean isConflict(KubernetesClientException failure) {
		return failure.getCode() == CONFLICT;
	}

	/**
	 * The failure of a request.
	 * @param verb what was asked, an RBAC verb
	 * @param object resource and name, for example {@code deployments/agente-api}
	 */
	RuntimeException of(String verb, String object, KubernetesClientException failure) {
		String asked = "%s %s in namespace %s at %s".formatted(verb, object, this.namespace, this.server);
		String answer = answer(failure);
		return switch (failure.getCode()) {
			case 403 -> new PermanentFailure(FailureKind.FORBIDDEN,
					"Not permitted: %s. The API server says: %s. Give Holdfast's identity that verb (%s)."
						.formatted(asked, answer, roleFile(object)),
					failure);
			case 404 ->
				new PermanentFailure(FailureKind.NOT_FOUND, "Not there: %s. %s".formatted(asked, answer), failure);
			case 400, 405, 415, 422 -> new PermanentFailure(FailureKind.PROFILE,
					"The API server refuses the object: %s. It says: %s".formatted(asked, answer), failure);
			case CONFLICT -> new TransientFailure(
					"Somebody else writes the same object again and again: %s. %s".formatted(asked, answer), failure);
			case 401 -> new TransientFailure(
					"The API server does not accept our credentials: %s. Check the token or certificate of the kubeconfig."
						.formatted(asked),
					failure);
			case 429 -> new TransientFailure("The API server asks us to slow down: %s. %s".formatted(asked, answer),
					failure, retryAfter(failure.getStatus()));
			case 0 -> new TransientFailure(
					"The API server does not answer: %s (%s). Check that it runs and that this address is reachable."
						.formatted(asked, answer),
					failure);
			default -> new TransientFailure(
					"The API server answered %d: %s. %s".formatted(failure.getCode(), asked, answer), failure);
		};
	}

	private static String roleFile(String object) {
		String resource = object.replaceAll("/.*", "");
		if (named(Permissions.VELERO, resource) && !resource.equals("configmaps")) {
			return VELERO_ROLE_FILE;
		}
		if (resource.startsWith("persistentvolume") || resource.equals("namespaces")) {
			return RECOVERY_ROLE_FILE;
		}
		boolean tools = Permissions.GIT_OPS.stream().anyMatch((each) -> object.startsWith(each.resource() + "/"));
		return tools ? GIT_OPS_ROLE_FILE : ROLE_FILE;
	}

	private static boolean named(List<Permissions.Permission> permissions, String resource) {
		return permissions.stream().anyMatch((each) -> each.resource().equals(resource));
	}

	private static String answer(KubernetesClientException failure) {
		if (failure.getStatus() != null && failure.getStatus().getMessage() != null) {
			return failure.getStatus().getMessage();
		}
		Throwable deepest = failure;
		while (deepest.getCause() != null) {
			deepest = deepest.getCause();
		}
		return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
	}

	private static Duration retryAfter(Status status) {
		boolean told = status != null && status.getDetails() != null
				&& status.getDetails().getRetryAfterSeconds() != null;
		return told ? Duration.ofSeconds(status.getDetails().getRetryAfterSeconds()) : null;
	}

}
