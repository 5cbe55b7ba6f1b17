package targets.kubernetes.velero;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a backup is not brought back, and so is not looked for afterwards.
 *
 * @param resources resources as Velero names them, {@code ingresses.networking.k8s.io}
 */
record Exclusions(List<String> resources) {

	/** Velero never brings them back, or controllers make them from what is. */
	private static final List<String> MADE_ANEW = List.of("nodes", "events", "events.events.k8s.io",
			"backups.velero.io", "restores.velero.io", "csinodes.storage.k8s.io", "volumeattachments.storage.k8s.io",
			"backuprepositories.velero.io", "endpoints", "endpointslices.discovery.k8s.io", "controllerrevisions.apps",
			"leases.coordination.k8s.io", "pods.metrics.k8s.io");

	/** Controllers make them when they may; whoever starts the system says when. */
	private static final List<String> RUNNING = List.of("pods", "replicasets.apps");

	/**
	 * They reach beyond the namespace: hosts, routes and certificates of the real system,
	 * work that begins by itself.
	 */
	private static final List<String> REACHING_OUT = List.of("ingresses.networking.k8s.io",
			"httproutes.gateway.networking.k8s.io", "grpcroutes.gateway.networking.k8s.io",
			"gateways.gateway.networking.k8s.io", "virtualservices.networking.istio.io", "gateways.networking.istio.io",
			"serviceentries.networking.istio.io", "certificates.cert-manager.io", "certificaterequests.cert-manager.io",
			"orders.acme.cert-manager.io", "challenges.acme.cert-manager.io", "jobs.batch",
			"horizontalpodautoscalers.autoscaling");

	/** Each namespace has them from the beginning. */
	private static final List<String> OF_EVERY_NAMESPACE = List.of("v1/ConfigMap kube-root-ca.crt",
			"v1/ServiceAccount default");

	/** Of a restore in the place of what is there. */
	static Exclusions inPlace(boolean throughPods) {
		List<String> all = new ArrayList<>(MADE_ANEW);
		if (!throughPods) {
			all.addAll(RUNNING);
		}
		return new Exclusions(all);
	}

	/** Of a restore into a scratch namespace. */
	static Exclusions scratch(boolean throughPods, List<String> more) {
		List<String> all = new ArrayList<>(inPlace(throughPods).resources());
		all.addAll(REACHING_OUT);
		all.addAll(more);
		return new Exclusions(all);
	}

	/** How many objects of each kind must come back of a namespace. */
	SortedMap<String, Long> remaining(Inventory inventory, String namespace) {
		SortedMap<String, Long> counts = new TreeMap<>();
		for (Map.Entry<String, List<String>> kind : inventory.objects().entrySet()) {
			long count = kind.getValue()
				.stream()
				.filter((name) -> name.startsWith(namespace + "/"))
				.filter((name) -> !OF_EVERY_NAMESPACE
					.contains(kind.getKey() + " " + name.substring(namespace.length() + 1)))
				.count();
			if (count > 0 && !excludes(kind.getKey())) {
				counts.put(kind.getKey(), count);
			}
		}
		return counts;
	}

	/** Whether an object of a restore's list is one that is there anyway. */
	static boolean ofEveryNamespace(String object) {
		String bare = object.replaceFirst(" [^/ ]+/", " ");
		return OF_EVERY_NAMESPACE.contains(bare) || object.startsWith("v1/Namespace ");
	}

	/**
	 * @param kind as in an inventory: {@code apps/v1/ReplicaSet}, {@code v1/Pod}
	 */
	private boolean excludes(String kind) {
		String[] parts = kind.split("/");
		String name = parts[parts.length - 1].toLowerCase(Locale.ROOT);
		String group = (parts.length == 3) ? "." + parts[0] : "";
		return this.resources.stream()
			.anyMatch((resource) -> List
				.of(name + group, name + "s" + group, name + "es" + group, name.replaceAll("y$", "ies") + group)
				.contains(resource));
	}

}
