package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;

/** Runs a command in one ready pod of a workload. */
final class PodScript {

	private final Cluster cluster;

	private final Controller.Handle<?> handle;

	private final ScriptRequest request;

	private final Runnable alive;

	PodScript(Cluster cluster, Controller.Handle<?> handle, ScriptRequest request, Runnable alive) {
		this.cluster = cluster;
		this.handle = handle;
		this.request = request;
		this.alive = alive;
	}

	ScriptAnswer run() {
		return this.cluster.execute(pod(), this.request.workload().container(), this.request.command(),
				this.request.within(), this.alive);
	}

	/** Runs it with an input, whose end it must know. */
	PodExecution.Exchanged exchange(byte[] input) {
		return this.cluster.executions()
			.exchange(pod(), this.request.workload().container(), this.request.command(), input, this.request.within(),
					this.alive);
	}

	private String pod() {
		Controller controller = this.handle.get();
		List<Pod> pods = this.cluster.pods().list(controller.selector());
		Pod pod = pods.stream()
			.filter((candidate) -> candidate.getMetadata().getDeletionTimestamp() == null)
			.filter(Readiness::isPodReady)
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_READY,
					"%s in namespace %s has no ready pod in which %s could be run.".formatted(controller.inWords(),
							this.cluster.namespace(), this.request.command())));
		return pod.getMetadata().getName();
	}

}
