package targets.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.stream.Collectors;

/** Pods at a glance, as {@code kubectl get pods -o wide} shows them. */
final class PodTable {

	private static final String LINE = "%-60s %-8s %-24s %9s %-16s %s%n";

	private PodTable() {
	}

	static String of(List<Pod> pods) {
		return LINE.formatted("POD", "READY", "STATUS", "RESTARTS", "IP", "NODE")
				+ pods.stream().map(PodTable::line).collect(Collectors.joining())
				+ PodTrouble.of(pods).stream().map((trouble) -> trouble.inWords() + "\n").collect(Collectors.joining());
	}

	private static String line(Pod pod) {
		PodStatus status = (pod.getStatus() == null) ? new PodStatus() : pod.getStatus();
		List<ContainerStatus> containers = status.getContainerStatuses();
		long ready = containers.stream().filter((container) -> Boolean.TRUE.equals(container.getReady())).count();
		int restarts = containers.stream()
			.mapToInt((container) -> (container.getRestartCount() == null) ? 0 : container.getRestartCount())
			.sum();
		String phase = (pod.getMetadata().getDeletionTimestamp() == null) ? status.getPhase() : "Terminating";
		return LINE.formatted(pod.getMetadata().getName(), ready + "/" + pod.getSpec().getContainers().size(), phase,
				restarts, status.getPodIP(), pod.getSpec().getNodeName());
	}

}
