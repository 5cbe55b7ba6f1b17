package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TrafficProfile.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every verb that this adapter uses, in the profile's namespace. It is what the role in
 * {@code deploy/base/role.yaml} grants, and what is asked for before a release begins.
 */
public final class Permissions {

	private static final String CORE = "";

	/** What going back to an earlier revision needs. */
	static final List<Permission> WORKLOADS = List.of(
			new Permission("apps", "deployments", List.of("get", "watch", "create", "update", "delete")),
			new Permission("apps", "replicasets", List.of("list")),
			new Permission("autoscaling", "horizontalpodautoscalers", List.of("get", "list", "update")),
			new Permission(CORE, "pods", List.of("list")), new Permission(CORE, "pods/log", List.of("get")),
			new Permission(CORE, "events", List.of("list")));

	/** What a canary beside a Service needs. */
	static final Permission SERVICES = new Permission(CORE, "services", List.of("get", "create", "delete"));

	static final Permission HTTP_ROUTES = new Permission("gateway.networking.k8s.io", "httproutes",
			List.of("get", "update"));

	static final Permission VIRTUAL_SERVICES = new Permission("networking.istio.io", "virtualservices",
			List.of("get", "update"));

	/** What starting, stopping, restarting and scaling needs. */
	static final List<Permission> LIFECYCLE = List.of(
			new Permission("apps", "deployments", List.of("get", "watch", "update")),
			new Permission("apps", "statefulsets", List.of("get", "watch", "update")),
			new Permission("apps", "daemonsets", List.of("get", "watch", "update")),
			new Permission("apps", "replicasets", List.of("list")),
			new Permission("autoscaling", "horizontalpodautoscalers",
					List.of("get", "list", "create", "update", "delete")),
			new Permission(CORE, "pods", List.of("list")));

	/** What changing ConfigMaps, Secrets and environments needs. */
	static final List<Permission> CONFIGURATION = List.of(
			new Permission(CORE, "configmaps", List.of("get", "list", "create", "update", "delete")),
			new Permission(CORE, "secrets", List.of("get", "list", "create", "update", "delete")));

	/**
	 * What pausing GitOps tools needs ({@code gitOps: pause}), in the namespace of their
	 * objects; a role of its own ({@code deploy/base/gitops-role.yaml}), because nothing
	 * else is granted there.
	 */
	public static final List<Permission> GIT_OPS = Stream.of(Keeper.Tool.values())
		.filter(Keeper.Tool::pausable)
		.map((tool) -> new Permission(tool.group(), tool.resource(), List.of("get", "update")))
		.toList();

	/** What backups by Velero need, in the namespace of its objects. */
	public static final List<Permission> VELERO = List.of(
			new Permission("velero.io", "backups", List.of("get", "list", "create", "update")),
			new Permission("velero.io", "restores", List.of("get", "create", "delete")),
			new Permission("velero.io", "schedules", List.of("get", "list", "update")),
			new Permission("velero.io", "backupstoragelocations", List.of("get", "list", "update")),
			new Permission("velero.io", "deletebackuprequests", List.of("get", "create", "delete")),
			new Permission("velero.io", "downloadrequests", List.of("get", "create", "delete")),
			new Permission("velero.io", "serverstatusrequests", List.of("get", "create", "delete")),
			new Permission("velero.io", "datauploads", List.of("get", "list", "update")),
			new Permission("velero.io", "datadownloads", List.of("get", "list", "update")),
			new Permission("velero.io", "podvolumebackups", List.of("get", "list", "update")),
			new Permission("velero.io", "podvolumerestores", List.of("get", "list", "update")),
			new Permission(CORE, "configmaps", List.of("get", "create", "delete")));

	/**
	 * What restores by Velero need in the whole cluster: scratch namespaces have no role
	 * of their own, and volumes belong to no namespace.
	 */
	public static final List<Permission> RECOVERY = List.of(
			new Permission(CORE, "namespaces", List.of("get", "list", "create", "delete")),
			new Permission(CORE, "persistentvolumes", List.of("get", "update")),
			new Permission(CORE, "persistentvolumeclaims", List.of("get", "list", "delete")),
			new Permission(CORE, "pods", List.of("list")), new Permission(CORE, "services", List.of("list")),
			new Permission("apps", "deployments", List.of("list")),
			new Permission("apps", "statefulsets", List.of("list")));

	/** What running a command of a profile in a pod needs. */
	static final Permission SCRIPTS = new Permission(CORE, "pods/exec", List.of("get", "create"));

	/** What running a program of a profile in a Job needs. */
	static final Permission JOBS = new Permission("batch", "jobs", List.of("get", "create", "delete"));

	/** What giving volumes more room needs. */
	static final Permission VOLUME_CLAIMS = new Permission(CORE, "persistentvolumeclaims", List.of("get", "update"));

	/** What diagnostics need beside what they share with the others; they only read. */
	static final List<Permission> DIAGNOSTICS = List.of(
			new Permission("metrics.k8s.io", "pods", List.of("get", "list")),
			new Permission(CORE, "services", List.of("list")),
			new Permission("networking.k8s.io", "networkpolicies", List.of("list")));

	/** What routines need beside what they share with the others. */
	static final List<Permission> ROUTINES = List.of(new Permission(CORE, "pods", List.of("list", "delete")),
			new Permission("batch", "jobs", List.of("list", "delete")),
			new Permission(CORE, "persistentvolumeclaims", List.of("list")),
			new Permission("apps", "deployments", List.of("list")),
			new Permission("apps", "statefulsets", List.of("list")));

	/** What renewing certificates of cert-manager needs beside what it shares. */
	static final List<Permission> CERTIFICATES = List.of(
			new Permission("cert-manager.io", "certificates", List.of("get")),
			new Permission("cert-manager.io", "certificates/status", List.of("update")));

	private Permissions() {
	}

	/** The verbs among these that the API server does not permit us, in words. */
	public static List<String> missing(Cluster cluster, List<Permission> needed) {
		return needed.parallelStream()
			.flatMap((permission) -> permission.verbs()
				.stream()
				.filter((verb) -> !cluster.permits(permission, verb))
				.map((verb) -> verb + " " + permission.resource()))
			.toList();
	}

	static PermanentFailure forbidden(Cluster cluster, List<String> missing) {
		return new PermanentFailure(FailureKind.FORBIDDEN,
				"Holdfast's identity may not do this in namespace %s at %s: %s. Give it these verbs (%s).".formatted(
						cluster.namespace(), cluster.server(), String.join(", ", missing), ApiFailures.ROLE_FILE));
	}

	/** All of them, each resource once. */
	public static List<Permission> all() {
		Map<List<String>, Set<String>> verbs = new LinkedHashMap<>();
		Stream
			.of(WORKLOADS, LIFECYCLE, CONFIGURATION,
					List.of(SCRIPTS, JOBS, VOLUME_CLAIMS, SERVICES, HTTP_ROUTES, VIRTUAL_SERVICES), DIAGNOSTICS,
					ROUTINES, CERTIFICATES)
			.flatMap(List::stream)
			.forEach((each) -> verbs
				.computeIfAbsent(List.of(each.group(), each.resource()), (resource) -> new LinkedHashSet<>())
				.addAll(each.verbs()));
		return verbs.entrySet()
			.stream()
			.map((each) -> new Permission(each.getKey().get(0), each.getKey().get(1), List.copyOf(each.getValue())))
			.toList();
	}

	/** Those that a release with this router needs; null: a release without a canary. */
	static List<Permission> neededFor(Router router) {
		List<Permission> needed = new ArrayList<>(WORKLOADS);
		if (router != null) {
			needed.add(SERVICES);
			switch (router) {
				case GATEWAY_API -> needed.add(HTTP_ROUTES);
				case ISTIO -> needed.add(VIRTUAL_SERVICES);
				case REPLICAS -> {
					// No route: pods are counted.
				}
			}
		}
		return needed;
	}

	/**
	 * Verbs on a resource of a namespace.
	 *
	 * @param group API group; empty for the core group
	 * @param resource resource in the plural, with a subresource after a slash
	 * @param verbs RBAC verbs
	 */
	public record Permission(String group, String resource, List<String> verbs) {

	}

}
