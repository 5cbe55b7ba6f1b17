package targets.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import domain.profile.TrafficProfile.Router;
import java.util.List;

/** How one kind of route writes down which Service gets which share. */
enum RouteShape {

	/** {@code HTTPRoute}: https://gateway-api.sigs.k8s.io/reference/spec/#httproute */
	GATEWAY_API("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes", "rules", "backendRefs") {

		@Override
		String service(JsonNode backend, String namespace) {
			boolean service = backend.path("kind").asText("Service").equals("Service")
					&& backend.path("group").asText("").isEmpty()
					&& backend.path("namespace").asText(namespace).equals(namespace);
			return service ? backend.path("name").asText() : null;
		}

		@Override
		void rename(ObjectNode backend, String service) {
			backend.put("name", service);
		}

		@Override
		int weightWhenAbsent(int backends) {
			return 1;
		}

	},

	/**
	 * {@code VirtualService}:
	 * https://istio.io/latest/docs/reference/config/networking/virtual-service/
	 */
	ISTIO("networking.istio.io", "v1", "VirtualService", "virtualservices", "http", "route") {

		@Override
		String service(JsonNode backend, String namespace) {
			String host = backend.path("destination").path("host").asText();
			String name = host.split("\\.", 2)[0];
			return List
				.of(name, name + "." + namespace, name + "." + namespace + ".svc",
						name + "." + namespace + ".svc.cluster.local")
				.contains(host) ? name : null;
		}

		@Override
		void rename(ObjectNode backend, String service) {
			ObjectNode destination = (ObjectNode) backend.path("destination");
			String[] host = destination.path("host").asText().split("\\.", 2);
			destination.put("host", (host.length == 2) ? service + "." + host[1] : service);
			// A subset is defined for its own host only.
			destination.remove("subset");
		}

		@Override
		int weightWhenAbsent(int backends) {
			return (backends == 1) ? 100 : 0;
		}

	};

	private final String group;

	private final String version;

	private final String kind;

	private final String resource;

	private final String rules;

	private final String backends;

	RouteShape(String group, String version, String kind, String resource, String rules, String backends) {
		this.group = group;
		this.version = version;
		this.kind = kind;
		this.resource = resource;
		this.rules = rules;
		this.backends = backends;
	}

	static RouteShape of(Router router) {
		return (router == Router.ISTIO) ? ISTIO : GATEWAY_API;
	}

	/**
	 * The Service of the route's namespace that a backend names; null for another thing.
	 */
	abstract String service(JsonNode backend, String namespace);

	/** Makes a backend name another Service. */
	abstract void rename(ObjectNode backend, String service);

	/** The weight of a backend that states none. */
	abstract int weightWhenAbsent(int backends);

	String group() {
		return this.group;
	}

	String version() {
		return this.version;
	}

	String kind() {
		return this.kind;
	}

	String resource() {
		return this.resource;
	}

	/** The field of the specification that holds the rules. */
	String rules() {
		return this.rules;
	}

	/** The field of a rule that holds its backends. */
	String backends() {
		return this.backends;
	}

}
