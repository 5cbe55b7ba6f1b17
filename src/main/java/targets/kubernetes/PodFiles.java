package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.ScriptAnswer;
import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import targets.OldFiles;

/** Old files in every ready pod of a workload; their names begin with the pod's. */
final class PodFiles {

	private static final Duration WITHIN = Duration.ofMinutes(2);

	private static final String OF = ":";

	private final Cluster cluster;

	private final CleanUpRequest request;

	PodFiles(Cluster cluster, CleanUpRequest request) {
		this.cluster = cluster;
		this.request = request;
	}

	List<Leftover> find(Runnable alive) {
		List<Leftover> found = new ArrayList<>();
		List<String> command = OldFiles.find(this.request, Instant.now());
		for (Pod pod : pods()) {
			String name = pod.getMetadata().getName();
			OldFiles.found(run(name, command, alive))
				.map((file) -> new Leftover(name + OF + file.name(), file.bytes(), file.since()))
				.forEach(found::add);
		}
		return found;
	}

	private List<Pod> pods() {
		return this.cluster.pods()
			.list(Controller.Handle.of(this.cluster, this.request.workload()).get().selector())
			.stream()
			.filter((pod) -> pod.getMetadata().getDeletionTimestamp() == null)
			.filter(Readiness::isPodReady)
			.toList();
	}

	void remove(List<Leftover> some, Runnable alive) {
		Map<String, List<String>> files = new LinkedHashMap<>();
		some.forEach((each) -> {
			int end = each.name().indexOf(OF);
			files.computeIfAbsent(each.name().substring(0, end), (pod) -> new ArrayList<>())
				.add(each.name().substring(end + 1));
		});
		List<String> there = pods().stream().map((pod) -> pod.getMetadata().getName()).toList();
		// A pod that is gone has taken its files along.
		files.keySet().retainAll(there);
		files.forEach((pod, paths) -> run(pod, OldFiles.remove(paths), alive));
	}

	private String run(String pod, List<String> command, Runnable alive) {
		ScriptAnswer answer = this.cluster.execute(pod, this.request.workload().container(), command, WITHIN, alive);
		if (!answer.good()) {
			throw new PermanentFailure(FailureKind.NOT_FOUND, "%s in pod %s of namespace %s ended with code %d: %s"
				.formatted(command.getFirst(), pod, this.cluster.namespace(), answer.exitCode(), answer.output()));
		}
		return answer.output();
	}

}
