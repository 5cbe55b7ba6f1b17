package targets.kubernetes;

import domain.profile.TrafficProfile.Router;
import java.util.ArrayList;
import java.util.List;

/**
 * Every verb that this adapter uses, in the profile's namespace. It is what the role in
 * {@code deploy/base/role.yaml} grants, and what is asked for before a release begins.
 */
public final class Permissions {

	private static final String CORE = "";

	/** What going back to an earlier revision needs. */
	static final List<Permission> WORKLOADS = List.of(
			new Permission("apps", "deployments", List.of("get", "create", "update", "delete")),
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

	private Permissions() {
	}

	/** All of them, whatever divides traffic. */
	public static List<Permission> all() {
		List<Permission> all = new ArrayList<>(WORKLOADS);
		all.addAll(List.of(SERVICES, HTTP_ROUTES, VIRTUAL_SERVICES));
		return List.copyOf(all);
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
