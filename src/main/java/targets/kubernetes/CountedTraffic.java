package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Weights;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import targets.Backoff;

/**
 * Traffic divided by the number of ready pods behind one Service (runbook D 3.2). Until
 * its first share the canary's pod has labels that the Service does not select. Capacity
 * and traffic cannot be told apart here: new canary pods take their share as soon as they
 * are ready, and the stable side becomes smaller after that, never before.
 */
final class CountedTraffic implements Traffic {

	/** How long an undo waits for stable pods that the release itself took away. */
	private static final Duration LONGEST_RETURN = Duration.ofSeconds(20);

	private final Scene scene;

	private final CanaryWorkload canary;

	CountedTraffic(Scene scene) {
		this.scene = scene;
		this.canary = new CanaryWorkload(scene);
	}

	@Override
	public void inspect(Deployment stable) {
		new CanaryService(this.scene).inspect(stable);
	}

	@Override
	public List<Change> open(Deployment stable) {
		return List.of();
	}

	@Override
	public Weights provideCapacity(int weight, Runnable alive) {
		int needed = Shares.canaryPodsAmong(replicas(), weight);
		if (this.scene.dry()) {
			int before = this.scene.canaryWorkload().map(Workloads::wanted).orElse(1);
			return new Weights(weight, needed, this.scene.stable().ready(), true, null,
					List.of(this.canary.change("replicas", before, needed)));
		}
		Deployment found = this.scene.canaryWorkload().orElseThrow(this::noCanary);
		List<Change> changes = this.canary.scale(Math.max(needed, Workloads.wanted(found)), counted());
		Controller ready = this.scene.settling(this.scene.canary(), alive).untilSettled();
		Deployment stable = this.scene.stableWorkload();
		int share = share(stable, this.scene.canaryWorkload().orElseThrow(this::noCanary));
		return new Weights(share, ready.ready(), Workloads.ready(stable), true, null, changes);
	}

	@Override
	public Weights shift(int weight, Runnable alive) {
		int wantedCanary = Shares.canaryPodsAmong(replicas(), weight);
		int wantedStable = Shares.stablePodsAmong(replicas(), weight);
		if (this.scene.dry()) {
			return new Weights(weight, wantedCanary, wantedStable, true, null, scaleStable(wantedStable));
		}
		Deployment found = this.scene.canaryWorkload().orElseThrow(this::noCanary);
		int ready = this.canary.readySoon(wantedCanary, alive);
		if (ready < wantedCanary || !isCounted(found)) {
			throw new PermanentFailure(FailureKind.NOT_READY,
					"deployments/%s in namespace %s has %d ready pods, %d %% of the traffic needs %d: no traffic was moved."
						.formatted(this.scene.canary(), this.scene.cluster().namespace(), ready, weight, wantedCanary));
		}
		List<Change> changes = new ArrayList<>(scaleStable(wantedStable));
		this.scene.settling(this.scene.workload(), alive).untilSettled();
		changes.addAll(this.canary.scale(wantedCanary, Map.of()));
		Controller canaryNow = this.scene.settling(this.scene.canary(), alive).untilSettled();
		int stableReady = Workloads.ready(this.scene.stableWorkload());
		return new Weights(weight, canaryNow.ready(), stableReady, true, null, changes);
	}

	/**
	 * Asks for all stable pods, and takes canary pods away as fast as stable ones become
	 * ready to replace them.
	 */
	@Override
	public Weights withdraw(Runnable alive) {
		List<Change> changes = new ArrayList<>(scaleStable(replicas()));
		if (this.scene.dry()) {
			return new Weights(0, 0, replicas(), true, null, changes);
		}
		long begin = System.nanoTime();
		Backoff backoff = new Backoff(alive);
		alive.run();
		while (true) {
			int stableReady = Workloads.ready(this.scene.stableWorkload());
			Deployment found = this.scene.canaryWorkload().orElse(null);
			if (found == null) {
				return new Weights(0, 0, stableReady, true, null, changes);
			}
			int canaryReady = isCounted(found) ? Workloads.ready(found) : 0;
			boolean carries = canaryReady == 0
					|| Shares.carriesAll(stableReady, replicas(), this.scene.rollout().carriesFrom());
			int stays = carries ? 0 : Math.min(Workloads.wanted(found), Math.max(1, replicas() - stableReady));
			List<Change> fewer = this.canary.scale(stays, Map.of());
			changes.addAll(fewer);
			if (!fewer.isEmpty()) {
				backoff.soon();
			}
			if (carries && canaryReady == 0) {
				boolean whole = Shares.carriesAll(stableReady, replicas(), this.scene.rollout().carriesFrom());
				return new Weights(0, 0, stableReady, true, whole ? null : Shares.tooFew(stableReady, replicas()),
						changes);
			}
			if (!carries && System.nanoTime() - begin > LONGEST_RETURN.toNanos()) {
				return new Weights(Shares.shareOf(stays, stableReady), canaryReady, stableReady, false,
						"%d of %d stable pods are ready: %d canary pods stay until they can carry the traffic"
							.formatted(stableReady, replicas(), stays),
						changes);
			}
			backoff.pause();
		}
	}

	@Override
	public Weights returnToStable(Runnable alive) {
		if (this.scene.dry()) {
			return new Weights(0, 0, replicas(), true, null, List.of(this.canary.change("replicas", replicas(), 0)));
		}
		int stableReady = Workloads.ready(this.scene.stableWorkload());
		if (stableReady < replicas()) {
			throw new PermanentFailure(FailureKind.NOT_READY,
					"deployments/%s in namespace %s has %d of %d pods ready: the canary keeps the traffic."
						.formatted(this.scene.workload(), this.scene.cluster().namespace(), stableReady, replicas()));
		}
		return withdraw(alive);
	}

	@Override
	public List<Change> close() {
		return new StableWorkload(this.scene).scale(replicas());
	}

	@Override
	public Reading read(int weight, Deployment stable, Deployment canaryWorkload) {
		boolean asAsked = Workloads.wanted(stable) == Shares.stablePodsAmong(replicas(), weight)
				&& countedPods(canaryWorkload) == Shares.canaryPodsAmong(replicas(), weight);
		return new Reading(asAsked ? weight : share(stable, canaryWorkload), true, null);
	}

	private int share(Deployment stable, Deployment canaryWorkload) {
		return Shares.shareOf(countedPods(canaryWorkload), Workloads.wanted(stable));
	}

	private int countedPods(Deployment canaryWorkload) {
		return (canaryWorkload != null && isCounted(canaryWorkload)) ? Workloads.wanted(canaryWorkload) : 0;
	}

	private List<Change> scaleStable(int replicas) {
		List<Change> changes = new ArrayList<>(new Autoscalers(this.scene).pin(replicas));
		changes.addAll(new StableWorkload(this.scene).scale(replicas));
		return changes;
	}

	/** Labels by which the Service finds the stable pods. */
	private Map<String, String> counted() {
		return this.scene.stableWorkload().getSpec().getTemplate().getMetadata().getLabels();
	}

	private boolean isCounted(Deployment canaryWorkload) {
		Map<String, String> selector = Objects.requireNonNullElse(
				this.scene.cluster().services().get(this.scene.stableService()).getSpec().getSelector(), Map.of());
		return canaryWorkload.getSpec()
			.getTemplate()
			.getMetadata()
			.getLabels()
			.entrySet()
			.containsAll(selector.entrySet());
	}

	private int replicas() {
		return this.scene.stable().replicas();
	}

	private PermanentFailure noCanary() {
		return new PermanentFailure(FailureKind.NOT_FOUND,
				"deployments/%s in namespace %s is gone: somebody deleted it.".formatted(this.scene.canary(),
						this.scene.cluster().namespace()));
	}

}
