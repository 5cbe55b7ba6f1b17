package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Waits until all pods of a workload are ready. The time counts from the last pod that
 * became ready, so that a large workload may take longer than a small one.
 */
final class Waiting {

	private static final Duration PAUSE = Duration.ofMillis(400);

	/** A registry that hiccups once is not yet an image that cannot be pulled. */
	private static final Duration PULL_PATIENCE = Duration.ofSeconds(4);

	private final Cluster cluster;

	private final String workload;

	private final Duration limit;

	private final Runnable alive;

	private long lastProgress = System.nanoTime();

	private long firstPullFailure;

	private int mostReady = -1;

	Waiting(Scene scene, String workload, Runnable alive) {
		this(scene, workload, scene.rollout().readyWithin(), alive);
	}

	/**
	 * Waits as long as given for the next pod.
	 */
	Waiting(Scene scene, String workload, Duration limit, Runnable alive) {
		this.cluster = scene.cluster();
		this.workload = workload;
		this.limit = limit;
		this.alive = alive;
	}

	/** The workload when all its pods are ready on the newest template. */
	Deployment untilSettled() {
		while (true) {
			this.alive.run();
			Deployment now = this.cluster.deployments().get(this.workload);
			if (Workloads.settled(now)) {
				return now;
			}
			look(now);
			pause();
		}
	}

	static void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("The wait for pods was interrupted: the worker is stopping.", ex);
		}
	}

	private void look(Deployment now) {
		List<PodTrouble> troubles = PodTrouble.of(newest(now));
		troubles.stream().filter(PodTrouble::crashing).findFirst().ifPresent((trouble) -> {
			throw new PermanentFailure(FailureKind.NOT_READY,
					"deployments/%s: %s. Look at the pod's log.".formatted(this.workload, trouble.inWords()));
		});
		troubles.stream().filter(PodTrouble::imageCannotBePulled).findFirst().ifPresentOrElse(this::pullFailed, () -> {
			this.firstPullFailure = 0;
		});
		int ready = Math.min(Workloads.ready(now), Workloads.updated(now));
		if (ready > this.mostReady) {
			this.mostReady = ready;
			this.lastProgress = System.nanoTime();
		}
		else if (System.nanoTime() - this.lastProgress > this.limit.toNanos()) {
			throw tooLate(now, ready, troubles);
		}
	}

	private List<Pod> newest(Deployment now) {
		Set<String> images = images(now.getSpec().getTemplate().getSpec());
		return PodsOf.workload(this.cluster, now)
			.stream()
			.filter((pod) -> images(pod.getSpec()).containsAll(images))
			.toList();
	}

	private static Set<String> images(PodSpec pod) {
		return pod.getContainers().stream().map(Container::getImage).collect(Collectors.toSet());
	}

	private void pullFailed(PodTrouble trouble) {
		if (this.firstPullFailure == 0) {
			this.firstPullFailure = System.nanoTime();
		}
		else if (System.nanoTime() - this.firstPullFailure > PULL_PATIENCE.toNanos()) {
			throw new PermanentFailure(FailureKind.IMAGE_NOT_PULLABLE,
					"deployments/%s: %s. Check that the version exists in the registry and that the cluster may pull it."
						.formatted(this.workload, trouble.inWords()));
		}
	}

	private PermanentFailure tooLate(Deployment now, int ready, List<PodTrouble> troubles) {
		String words = troubles.stream().map(PodTrouble::inWords).collect(Collectors.joining("; "));
		String conditions = now.getStatus()
			.getConditions()
			.stream()
			.map((condition) -> condition.getReason() + ": " + condition.getMessage())
			.collect(Collectors.joining("; "));
		return new PermanentFailure(FailureKind.NOT_READY,
				"deployments/%s in namespace %s: %d of %d pods ready, no other within %s. %s".formatted(this.workload,
						this.cluster.namespace(), ready, Workloads.wanted(now), this.limit,
						words.isEmpty() ? conditions : words));
	}

}
