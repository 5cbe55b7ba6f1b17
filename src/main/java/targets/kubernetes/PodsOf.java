package targets.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;

/** The pods of one side. */
final class PodsOf {

	private PodsOf() {
	}

	/**
	 * The workload's own pods: a canary that shares the stable workload's labels is not
	 * among the stable pods.
	 */
	static List<Pod> workload(Cluster cluster, Deployment deployment) {
		boolean canary = Marks.isCanary(deployment);
		return cluster.pods()
			.list(deployment.getSpec().getSelector())
			.stream()
			.filter((pod) -> Marks.isCanary(pod) == canary)
			.toList();
	}

}
