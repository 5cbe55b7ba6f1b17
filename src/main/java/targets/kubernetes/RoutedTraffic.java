package targets.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.release.Weights;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Traffic divided by the weights of a route; the stable side keeps all its pods. */
final class RoutedTraffic implements Traffic {

	private final Scene scene;

	private final RouteShape shape;

	private final RouteEditor editor;

	private final CanaryWorkload canary;

	private final CanaryService service;

	RoutedTraffic(Scene scene) {
		this.scene = scene;
		this.shape = RouteShape.of(scene.traffic().router());
		this.editor = new RouteEditor(this.shape, scene.cluster().namespace(), scene.stableService(),
				scene.canaryService());
		this.canary = new CanaryWorkload(scene);
		this.service = new CanaryService(scene);
	}

	@Override
	public void inspect(Deployment stable) {
		this.service.inspect(stable);
		GenericKubernetesResource found = routes().get(name());
		GitOps.refuseOwned(found);
		refuseForeign(found);
		JsonNode specification = new RouteObject(found).specification();
		if (this.editor.namesStableTwice(specification)) {
			throw profile("a rule of it names Service %s twice: name it once, so that its share can be divided");
		}
		if (this.editor.division(specification).rules() == 0) {
			throw profile("no rule of it sends traffic to Service %s: name the right route and stableService");
		}
	}

	@Override
	public List<Change> open(Deployment stable) {
		return this.service.create();
	}

	@Override
	public Weights provideCapacity(int weight, Runnable alive) {
		int needed = Shares.podsBeside(this.scene.stable().replicas(), weight);
		Optional<Deployment> found = this.scene.canaryWorkload();
		if (this.scene.dry()) {
			return new Weights(weight, needed, this.scene.stable().ready(), true, null,
					List.of(this.canary.change("replicas", found.map(Workloads::wanted).orElse(1), needed)));
		}
		int now = found.map(Workloads::wanted).orElseThrow(this::noCanary);
		List<Change> changes = (needed > now) ? this.canary.scale(needed, Map.of()) : List.of();
		Controller ready = this.scene.settling(this.scene.canary(), alive).untilSettled();
		return weights(share(), ready.ready(), true, null, changes);
	}

	@Override
	public Weights shift(int weight, Runnable alive) {
		if (this.scene.dry()) {
			return new Weights(weight, Shares.podsBeside(this.scene.stable().replicas(), weight),
					this.scene.stable().ready(), true, null, divide(weight));
		}
		int needed = Shares.podsBeside(this.scene.stable().replicas(), weight);
		int ready = this.canary.readySoon(needed, alive);
		if (ready < needed) {
			throw notReady(this.scene.canary(), ready, needed, weight);
		}
		if (weight < 100 && Workloads.ready(this.scene.stableWorkload()) == 0) {
			throw notReady(this.scene.workload(), 0, 1, 100 - weight);
		}
		List<Change> changes = divide(weight);
		return weights(confirmed(weight), ready, true, null, changes);
	}

	@Override
	public Weights withdraw(Runnable alive) {
		if (routes().find(name()).isEmpty()) {
			return weights(0, 0, true, "the route %s is gone: there is nothing to take traffic from".formatted(name()),
					List.of());
		}
		int canaryReady = this.scene.canaryWorkload().map(Workloads::ready).orElse(0);
		int stableReady = this.scene.cluster()
			.deployments()
			.find(this.scene.workload())
			.map(Workloads::ready)
			.orElse(0);
		int mustStay = (canaryReady == 0) ? 0 : Shares.shareThatMustStay(stableReady, this.scene.stable().replicas(),
				this.scene.rollout().carriesFrom());
		int target = Math.min(share(), mustStay);
		List<Change> changes = divide(target);
		if (this.scene.dry()) {
			return weights(0, canaryReady, true, null, changes);
		}
		return weights(confirmed(target), canaryReady, target == 0, note(target, stableReady), changes);
	}

	/** What people must know when the stable side does not stand as it did. */
	private String note(int stays, int stableReady) {
		int replicas = this.scene.stable().replicas();
		if (stays > 0) {
			return "%d of %d stable pods are ready: %d %% of the traffic stays on the canary until they can carry it"
				.formatted(stableReady, replicas, stays);
		}
		return Shares.carriesAll(stableReady, replicas, this.scene.rollout().carriesFrom()) ? null
				: Shares.tooFew(stableReady, replicas);
	}

	@Override
	public Weights returnToStable(Runnable alive) {
		int stableReady = Workloads.ready(this.scene.stableWorkload());
		if (!this.scene.dry() && stableReady < this.scene.stable().replicas()) {
			throw notReady(this.scene.workload(), stableReady, this.scene.stable().replicas(), 100);
		}
		List<Change> changes = divide(0);
		int canaryReady = this.scene.canaryWorkload().map(Workloads::ready).orElse(0);
		return weights(this.scene.dry() ? 0 : confirmed(0), canaryReady, true, null, changes);
	}

	@Override
	public List<Change> close() {
		List<Change> changes = new ArrayList<>();
		if (routes().find(name()).isPresent()) {
			changes.addAll(change((object) -> {
				RouteObject route = new RouteObject(object);
				if (route.before() == null || !Marks.runLabel(this.scene.run()).equals(route.run())) {
					return object;
				}
				JsonNode now = route.specification();
				// Somebody else's edit of the route outlives the run.
				route.specification(this.editor.sameApartFromShare(now, route.before()) ? route.before()
						: this.editor.withoutCanary(now));
				route.forget();
				return object;
			}));
		}
		changes.addAll(this.service.remove());
		return changes;
	}

	@Override
	public Reading read(int weight, Deployment stable, Deployment canaryWorkload) {
		GenericKubernetesResource found = routes().get(name());
		RouteEditor.Division division = this.editor.division(new RouteObject(found).specification());
		return new Reading(division.share(), division.agreed(), Writers.lastOther(found));
	}

	private List<Change> divide(int share) {
		return change((object) -> {
			refuseForeign(object);
			RouteObject route = new RouteObject(object);
			JsonNode now = route.specification();
			JsonNode wanted = this.editor.divided(now, share);
			if (!wanted.equals(now)) {
				route.remember(Marks.runLabel(this.scene.run()));
				route.specification(wanted);
			}
			return object;
		});
	}

	private List<Change> change(UnaryOperator<GenericKubernetesResource> edit) {
		var edited = routes().change(name(), this.scene.dry(), edit);
		return edited.changed() ? List
			.of(new Change(this.shape.kind().toLowerCase(java.util.Locale.ROOT) + "/" + name() + " share of the canary",
					share(edited.before()) + " %", share(edited.after()) + " %"))
				: List.of();
	}

	private int share(GenericKubernetesResource object) {
		return this.editor.division(new RouteObject(object).specification()).share();
	}

	private int share() {
		return routes().find(name()).map(this::share).orElse(0);
	}

	/** Reads the share back. */
	private int confirmed(int share) {
		RouteEditor.Division division = this.editor.division(new RouteObject(routes().get(name())).specification());
		if (division.rules() > 0 && (!division.agreed() || division.share() != share)) {
			throw new TransientFailure("%s/%s reads back %d %% for the canary, not %d %%: somebody else edits it."
				.formatted(this.shape.kind(), name(), division.share(), share), null);
		}
		return share;
	}

	private Weights weights(int share, int canaryReady, boolean complete, String note, List<Change> changes) {
		int stableReady = this.scene.cluster()
			.deployments()
			.find(this.scene.workload())
			.map(Workloads::ready)
			.orElse(0);
		return new Weights(share, canaryReady, stableReady, complete, note, changes);
	}

	private ApiObjects<GenericKubernetesResource> routes() {
		return this.scene.cluster().routes(this.shape);
	}

	private String name() {
		return this.scene.traffic().route();
	}

	private void refuseForeign(GenericKubernetesResource found) {
		String run = new RouteObject(found).run();
		if (run != null && !run.equals(Marks.runLabel(this.scene.run()))) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s/%s in namespace %s is divided by run %s, not by this run (%s). End that run, or remove the annotations %s and %s."
						.formatted(this.shape.kind(), name(), this.scene.cluster().namespace(), run,
								Marks.runLabel(this.scene.run()), Marks.ROUTE_RUN, Marks.ROUTE_BEFORE));
		}
	}

	private PermanentFailure profile(String why) {
		return new PermanentFailure(FailureKind.PROFILE,
				"%s/%s in namespace %s: ".formatted(this.shape.kind(), name(), this.scene.cluster().namespace())
						+ why.formatted(this.scene.stableService()) + ".");
	}

	private PermanentFailure noCanary() {
		return new PermanentFailure(FailureKind.NOT_FOUND,
				"deployments/%s in namespace %s is gone: somebody deleted it.".formatted(this.scene.canary(),
						this.scene.cluster().namespace()));
	}

	private PermanentFailure notReady(String workload, int ready, int needed, int share) {
		return new PermanentFailure(FailureKind.NOT_READY,
				"deployments/%s in namespace %s has %d ready pods, %d %% of the traffic needs %d: no traffic was moved."
					.formatted(workload, this.scene.cluster().namespace(), ready, share, needed));
	}

}
