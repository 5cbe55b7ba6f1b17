package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Waits until a controller's pods are as they were asked for. The time counts from the
 * last pod that became ready or went, so that a large workload may take longer than a
 * small one; looks become rarer while nothing moves.
 */
final class Settling {

	private static final Duration SOON = Duration.ofMillis(200);

	private static final Duration LATER = Duration.ofSeconds(2);

	/** A registry that hiccups once is not yet an image that cannot be pulled. */
	private static final Duration PULL_PATIENCE = Duration.ofSeconds(4);

	private final Cluster cluster;

	private final Controller.Handle<?> handle;

	private final Duration limit;

	private final Runnable alive;

	private Duration pause = SOON;

	private long lastProgress = System.nanoTime();

	private long firstPullFailure;

	private String lastSeen = "";

	Settling(Cluster cluster, Controller.Handle<?> handle, Duration limit, Runnable alive) {
		this.cluster = cluster;
		this.handle = handle;
		this.limit = limit;
		this.alive = alive;
	}

	/** The controller when all its pods are ready on the newest template. */
	Controller untilSettled() {
		while (true) {
			this.alive.run();
			Controller now = this.handle.get();
			if (now.settled() && (now.wanted() > 0 || gone(now))) {
				return now;
			}
			look(now);
			pause();
		}
	}

	/** A controller no longer counts pods that are being ended, and they still work. */
	private boolean gone(Controller now) {
		return this.cluster.pods().list(now.selector()).isEmpty();
	}

	private void look(Controller now) {
		String seen = now.total() + " " + now.updated() + " " + now.ready() + " " + now.observed();
		if (!seen.equals(this.lastSeen)) {
			this.lastSeen = seen;
			this.lastProgress = System.nanoTime();
			this.pause = SOON;
			return;
		}
		List<PodTrouble> troubles = (now.wanted() == 0) ? List.of() : PodTrouble.of(newest(now));
		troubles.stream().filter(PodTrouble::crashing).findFirst().ifPresent((trouble) -> {
			throw new PermanentFailure(FailureKind.NOT_READY,
					"%s: %s. Look at the pod's log.".formatted(now.inWords(), trouble.inWords()));
		});
		troubles.stream().filter(PodTrouble::imageCannotBePulled).findFirst().ifPresentOrElse(this::pullFailed, () -> {
			this.firstPullFailure = 0;
		});
		if (System.nanoTime() - this.lastProgress > this.limit.toNanos()) {
			throw tooLate(now, troubles);
		}
	}

	/** Pods of the newest template: an old pod's trouble is what the change may mend. */
	private List<Pod> newest(Controller now) {
		List<Pod> pods = this.cluster.pods().list(now.selector());
		String newest = pods.stream()
			.map((pod) -> pod.getMetadata().getCreationTimestamp())
			.max(String::compareTo)
			.orElse("");
		return (now.updated() == now.wanted()) ? pods
				: pods.stream().filter((pod) -> pod.getMetadata().getCreationTimestamp().equals(newest)).toList();
	}

	private void pullFailed(PodTrouble trouble) {
		if (this.firstPullFailure == 0) {
			this.firstPullFailure = System.nanoTime();
		}
		else if (System.nanoTime() - this.firstPullFailure > PULL_PATIENCE.toNanos()) {
			throw new PermanentFailure(FailureKind.IMAGE_NOT_PULLABLE,
					"%s. Check that the version exists in the registry and that the cluster may pull it."
						.formatted(trouble.inWords()));
		}
	}

	private PermanentFailure tooLate(Controller now, List<PodTrouble> troubles) {
		String words = troubles.stream().map(PodTrouble::inWords).collect(Collectors.joining("; "));
		return new PermanentFailure(FailureKind.NOT_READY,
				"%s in namespace %s: %d of %d pods ready and %d there, nothing moved within %s. %s".formatted(
						now.inWords(), this.cluster.namespace(), now.ready(), now.wanted(), now.total(), this.limit,
						words));
	}

	private void pause() {
		try {
			Thread.sleep(this.pause);
			Duration next = this.pause.multipliedBy(3).dividedBy(2);
			this.pause = (next.compareTo(LATER) > 0) ? LATER : next;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("The wait for pods was interrupted: the worker is stopping.", ex);
		}
	}

}
