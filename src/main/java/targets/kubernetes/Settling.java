package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import targets.Backoff;
import targets.Progress;

/**
 * Waits until a controller's pods are as they were asked for. The time counts from the
 * last pod that brought it nearer to that than it ever was, so that a large workload may
 * take longer than a small one, and a pod that comes and goes puts nothing off.
 */
final class Settling {

	/** A registry that hiccups once is not yet an image that cannot be pulled. */
	private static final Duration PULL_PATIENCE = Duration.ofSeconds(4);

	private final Cluster cluster;

	private final Controller.Handle<?> handle;

	private final NewestPods pods;

	private final Duration limit;

	private final Progress progress;

	private final Backoff backoff;

	private long firstPullFailure;

	/**
	 * @param limit how long the next pod may take
	 */
	Settling(Cluster cluster, Controller.Handle<?> handle, Duration limit, Runnable alive) {
		this.cluster = cluster;
		this.handle = handle;
		this.pods = new NewestPods(cluster);
		this.limit = limit;
		this.progress = new Progress(limit);
		this.backoff = new Backoff(alive);
	}

	/** A Deployment of a release. */
	static Settling of(Scene scene, String workload, Duration limit, Runnable alive) {
		return new Settling(scene.cluster(), new Controller.Handle<>(scene.cluster().deployments(), workload), limit,
				alive);
	}

	/**
	 * Until all pods are ready on the newest template.
	 * @return the controller as it is then
	 */
	Controller untilSettled() {
		return until(false);
	}

	/**
	 * Until it has settled and, where no pod is wanted, none is left: a controller no
	 * longer counts pods that are being ended, and they still work.
	 */
	Controller untilSettledAndGone() {
		return until(true);
	}

	private Controller until(boolean gone) {
		this.backoff.alive().run();
		Controller now = this.handle.get();
		if (reached(now, gone)) {
			return now;
		}
		Changes changes = this.handle.changes(now, this.backoff::news);
		try {
			return hear(gone);
		}
		finally {
			changes.close();
		}
	}

	/**
	 * Large workloads change often while they settle: what is heard of costs one object,
	 * and all their pods are listed only as often as without it.
	 */
	private Controller hear(boolean gone) {
		while (true) {
			boolean heard = this.backoff.pause();
			Controller now = this.handle.get();
			if ((!heard || now.settled()) && reached(now, gone)) {
				return now;
			}
		}
	}

	private boolean reached(Controller now, boolean gone) {
		boolean waitsForEnd = gone && now.wanted() == 0;
		if (now.settled() && !waitsForEnd) {
			return true;
		}
		List<Pod> there = this.pods.all(now);
		if (now.settled() && there.isEmpty()) {
			return true;
		}
		judge(now, there, waitsForEnd ? there.size() : 0);
		return false;
	}

	private void judge(Controller now, List<Pod> there, int ending) {
		if (now.noticed() && this.progress.nearer(now.missing() + ending)) {
			this.backoff.soon();
			return;
		}
		if (now.wanted() > 0) {
			refuse(now, PodTrouble.of(this.pods.newest(now, there)));
		}
		if (this.progress.overdue()) {
			throw tooLate(now, PodTrouble.of(there));
		}
	}

	private void refuse(Controller now, List<PodTrouble> troubles) {
		troubles.stream().filter(PodTrouble::crashing).findFirst().ifPresent((trouble) -> {
			throw new PermanentFailure(FailureKind.NOT_READY,
					"%s: %s. Look at the pod's log.".formatted(now.inWords(), trouble.inWords()));
		});
		troubles.stream()
			.filter(PodTrouble::imageCannotBePulled)
			.findFirst()
			.ifPresentOrElse((trouble) -> pullFailed(now, trouble), () -> this.firstPullFailure = 0);
	}

	private void pullFailed(Controller now, PodTrouble trouble) {
		if (this.firstPullFailure == 0) {
			this.firstPullFailure = System.nanoTime();
		}
		else if (System.nanoTime() - this.firstPullFailure > PULL_PATIENCE.toNanos()) {
			throw new PermanentFailure(FailureKind.IMAGE_NOT_PULLABLE,
					"%s: %s. Check that the version exists in the registry and that the cluster may pull it."
						.formatted(now.inWords(), trouble.inWords()));
		}
	}

	private PermanentFailure tooLate(Controller now, List<PodTrouble> troubles) {
		String words = troubles.isEmpty() ? now.conditions()
				: troubles.stream().map(PodTrouble::inWords).collect(Collectors.joining("; "));
		return new PermanentFailure(FailureKind.NOT_READY,
				"%s in namespace %s: %d of %d pods ready and %d there, no nearer to it within %s. %s".formatted(
						now.inWords(), this.cluster.namespace(), now.ready(), now.wanted(), now.total(), this.limit,
						words));
	}

}
