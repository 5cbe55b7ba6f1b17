package targets.kubernetes.velero;

import domain.people.Said;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import stores.Comparison;
import targets.kubernetes.ApiObjects;
import targets.kubernetes.Cluster;

/**
 * What a namespace holds by the API server's own word, of kinds that are no secret. It is
 * asked beside Velero, which calls a restore complete that has brought back nothing.
 */
final class Present {

	private final Cluster cluster;

	/** One namespace. */
	Present(Cluster cluster) {
		this.cluster = cluster;
	}

	/** Objects by kind as an inventory has it. */
	SortedMap<String, Long> counts() {
		return counts(Map.of());
	}

	private SortedMap<String, Long> counts(Map<String, String> labels) {
		SortedMap<String, Long> counts = new TreeMap<>();
		kinds().forEach((kind, objects) -> counts.put(kind, (long) objects.list(labels).size()));
		return counts;
	}

	/** Compares with what a backup says that there must be. */
	List<Comparison> compare(Map<String, Long> expected) {
		SortedMap<String, Long> found = counts();
		List<Comparison> findings = new ArrayList<>();
		found.forEach((kind, count) -> {
			long wanted = expected.getOrDefault(kind, 0L);
			findings
				.add(new Comparison(Said.of("%s that are in %s", "%s que estão em %s", kind, this.cluster.namespace()),
						(wanted == 0) ? Said.of("any", "qualquer") : Acceptance.atLeast(wanted), Said.quoted(count),
						count >= wanted));
		});
		return findings;
	}

	private Map<String, ApiObjects<? extends HasMetadata>> kinds() {
		Map<String, ApiObjects<? extends HasMetadata>> kinds = new LinkedHashMap<>();
		kinds.put("apps/v1/Deployment", this.cluster.deployments());
		kinds.put("apps/v1/StatefulSet", this.cluster.statefulSets());
		kinds.put("v1/PersistentVolumeClaim", this.cluster.volumeClaims());
		kinds.put("v1/Service", this.cluster.services());
		return kinds;
	}

}
