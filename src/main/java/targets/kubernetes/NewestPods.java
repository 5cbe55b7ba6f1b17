package targets.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The pods of a controller, and those of them that run its newest template, by the label
 * that each controller writes on its pods. Trouble of an older pod is what a change may
 * be there to mend.
 */
final class NewestPods {

	private static final String STATEFUL_SET = "controller-revision-hash";

	private static final String DAEMON_SET = "pod-template-generation";

	/** Annotation of Kubernetes: the number of a DaemonSet's template. */
	private static final String GENERATION = "deprecated.daemonset.template.generation";

	private final Cluster cluster;

	NewestPods(Cluster cluster) {
		this.cluster = cluster;
	}

	/** All its pods, also those that are being ended; none of a canary beside it. */
	List<Pod> all(Controller controller) {
		return (controller instanceof DeploymentController deployment)
				? PodsOf.workload(this.cluster, deployment.object()) : this.cluster.pods().list(controller.selector());
	}

	/**
	 * Those of its newest template.
	 * @param pods all its pods
	 * @return none when its controller has not looked at the newest template yet
	 */
	List<Pod> newest(Controller controller, List<Pod> pods) {
		return (!controller.noticed() || pods.isEmpty()) ? List.of() : switch (controller) {
			case DeploymentController deployment -> newestSet(deployment.object())
				.map((set) -> labelled(pods, Revisions.HASH, set.getMetadata().getLabels().get(Revisions.HASH)))
				.orElse(List.of());
			case StatefulSetController set ->
				labelled(pods, STATEFUL_SET, set.object().getStatus().getUpdateRevision());
			case DaemonSetController set -> labelled(pods, DAEMON_SET, Marks.annotation(set.object(), GENERATION));
		};
	}

	private static List<Pod> labelled(List<Pod> pods, String label, String value) {
		return pods.stream()
			.filter((pod) -> value != null && value.equals(pod.getMetadata().getLabels().get(label)))
			.toList();
	}

	private Optional<ReplicaSet> newestSet(Deployment deployment) {
		return Revisions.sets(this.cluster, deployment).stream().max(Comparator.comparingLong(Revisions::number));
	}

}
