package local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;

/**
 * Where a component's user traffic really goes: read from its HTTPRoute, or else its
 * VirtualService, or else its Service, and from the ready pods behind each. Rules that
 * match on headers are not the users' traffic.
 */
final class Routing {

	private final KubernetesClient client;

	private final String namespace;

	private final String component;

	Routing(KubernetesClient client, String namespace, String component) {
		this.client = client;
		this.namespace = namespace;
		this.component = component;
	}

	/**
	 * One place that a share of the traffic goes to.
	 *
	 * @param weight share of the traffic, relative to the others
	 * @param pods the ready pods that may answer it; none: the gateway answers 503
	 */
	record Backend(int weight, List<Instance> pods) {
	}

	/** A ready pod: the workload that it belongs to and the tag of its image. */
	record Instance(String workload, String version) {
	}

	private record Destination(String service, Map<String, String> subset, int weight) {
	}

	List<Backend> read() {
		List<Pod> ready = this.client.pods()
			.inNamespace(this.namespace)
			.list()
			.getItems()
			.stream()
			.filter((pod) -> pod.getMetadata().getDeletionTimestamp() == null && Readiness.isPodReady(pod))
			.toList();
		return destinations().stream().map((destination) -> backend(destination, ready)).toList();
	}

	private Backend backend(Destination destination, List<Pod> ready) {
		Service service = this.client.services().inNamespace(this.namespace).withName(destination.service()).get();
		if (service == null || service.getSpec().getSelector() == null) {
			return new Backend(destination.weight(), List.of());
		}
		return new Backend(destination.weight(),
				ready.stream()
					.filter((pod) -> labels(pod).entrySet().containsAll(service.getSpec().getSelector().entrySet()))
					.filter((pod) -> labels(pod).entrySet().containsAll(destination.subset().entrySet()))
					.map(Routing::instance)
					.toList());
	}

	private static Map<String, String> labels(Pod pod) {
		return Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
	}

	private static Instance instance(Pod pod) {
		String image = pod.getSpec().getContainers().getFirst().getImage();
		String owner = pod.getMetadata()
			.getOwnerReferences()
			.stream()
			.findFirst()
			.map(OwnerReference::getName)
			.orElse(pod.getMetadata().getName());
		int hash = owner.lastIndexOf('-');
		return new Instance((hash > 0) ? owner.substring(0, hash) : owner, image.substring(image.lastIndexOf(':') + 1));
	}

	private List<Destination> destinations() {
		HTTPRoute route = this.client.resources(HTTPRoute.class)
			.inNamespace(this.namespace)
			.withName(this.component)
			.get();
		if (route != null) {
			return ofRoute(route);
		}
		VirtualService service = this.client.resources(VirtualService.class)
			.inNamespace(this.namespace)
			.withName(this.component)
			.get();
		return (service != null) ? ofVirtualService(service) : List.of(new Destination(this.component, Map.of(), 100));
	}

	private static List<Destination> ofRoute(HTTPRoute route) {
		return route.getSpec()
			.getRules()
			.stream()
			.filter(Routing::isForUsers)
			.findFirst()
			.stream()
			.flatMap((rule) -> rule.getBackendRefs().stream())
			.map((reference) -> new Destination(reference.getName(), Map.of(),
					Objects.requireNonNullElse(reference.getWeight(), 1)))
			.toList();
	}

	private static boolean isForUsers(HTTPRouteRule rule) {
		return rule.getMatches() == null || rule.getMatches().isEmpty()
				|| rule.getMatches().stream().anyMatch((match) -> match.getHeaders().isEmpty());
	}

	private List<Destination> ofVirtualService(VirtualService service) {
		List<Destination> destinations = new ArrayList<>();
		service.getSpec()
			.getHttp()
			.stream()
			.filter((rule) -> rule.getMatch().isEmpty() || rule.getMatch()
				.stream()
				.anyMatch((match) -> match.getHeaders() == null || match.getHeaders().isEmpty()))
			.findFirst()
			.ifPresent((rule) -> rule.getRoute().forEach((target) -> {
				String host = target.getDestination().getHost().split("\\.")[0];
				int weight = (target.getWeight() == null) ? ((rule.getRoute().size() == 1) ? 100 : 0)
						: target.getWeight();
				destinations.add(new Destination(host, subset(host, target.getDestination().getSubset()), weight));
			}));
		return destinations;
	}

	private Map<String, String> subset(String host, String name) {
		if (name == null) {
			return Map.of();
		}
		return this.client.resources(DestinationRule.class)
			.inNamespace(this.namespace)
			.list()
			.getItems()
			.stream()
			.filter((rule) -> rule.getSpec().getHost().split("\\.")[0].equals(host))
			.flatMap((rule) -> rule.getSpec().getSubsets().stream())
			.filter((subset) -> subset.getName().equals(name))
			.findFirst()
			.map((subset) -> subset.getLabels())
			.orElse(Map.of("no-such-subset", name));
	}

}
