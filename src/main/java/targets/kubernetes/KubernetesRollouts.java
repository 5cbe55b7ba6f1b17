package targets.kubernetes;

import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.release.Revision;
import domain.release.RollbackRequest;
import domain.release.RolloutRequest;
import domain.release.Stable;
import domain.release.WeightRequest;
import domain.release.Weights;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import targets.RolloutTarget;

/** Releases of Deployments on Kubernetes clusters. */
@Component
class KubernetesRollouts implements RolloutTarget {

	private final KubernetesClients clients;

	KubernetesRollouts(KubernetesClients clients) {
		this.clients = clients;
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.KUBERNETES;
	}

	@Override
	public Stable inspectRollout(RolloutRequest request) {
		return new Inspection(scene(request)).inspect();
	}

	@Override
	public Changes createCanary(RolloutRequest request, Runnable alive) {
		Scene scene = scene(request);
		Deployment stable = scene.stableWorkload();
		scene.division().inspect(stable);
		// Another run's canary is refused before anything is changed.
		scene.canaryWorkload();
		List<Change> changes = new ArrayList<>(new Autoscalers(scene).pin(scene.stable().replicas()));
		changes.addAll(new CanaryWorkload(scene).create(stable));
		changes.addAll(scene.division().open(stable));
		if (!scene.dry()) {
			scene.settling(scene.canary(), alive).untilSettled();
		}
		return new Changes(changes);
	}

	@Override
	public Weights provideCapacity(WeightRequest request, Runnable alive) {
		return scene(request).division().provideCapacity(request.weight(), alive);
	}

	@Override
	public Weights shiftTraffic(WeightRequest request, Runnable alive) {
		return scene(request).division().shift(request.weight(), alive);
	}

	@Override
	public Weights withdrawTraffic(RolloutRequest request, Runnable alive) {
		return scene(request).division().withdraw(alive);
	}

	@Override
	public Changes promoteStable(RolloutRequest request, Runnable alive) {
		Scene scene = scene(request);
		String image = Images.of(request.rollout().image(), request.stable().image(), request.rollout().version());
		return new Changes(new StableWorkload(scene).run(image, "Deploy " + request.rollout().version(),
				request.rollout().promoteWithin(), alive));
	}

	@Override
	public Changes restoreStable(RolloutRequest request, Runnable alive) {
		Scene scene = scene(request);
		return new Changes(new StableWorkload(scene).run(request.stable().image(),
				"Back to " + request.stable().version(), request.rollout().readyWithin(), alive));
	}

	@Override
	public Weights returnTraffic(RolloutRequest request, Runnable alive) {
		return scene(request).division().returnToStable(alive);
	}

	@Override
	public Changes removeCanary(RolloutRequest request, Runnable alive) {
		Scene scene = scene(request);
		if (scene.occupied()) {
			return new Changes(List.of());
		}
		List<Change> changes = new ArrayList<>(scene.division().close());
		changes.addAll(new CanaryWorkload(scene).remove());
		changes.addAll(new Autoscalers(scene).restore());
		return new Changes(changes);
	}

	@Override
	public String collectDiagnostics(RolloutRequest request, Runnable alive) {
		return new Diagnostics(scene(request), alive).collect();
	}

	@Override
	public List<Revision> rolloutHistory(RolloutRequest request) {
		Scene scene = scene(request);
		return (request.rollout().helm() == null) ? new Revisions(scene).history() : helm(scene).history();
	}

	@Override
	public Changes rollBack(RollbackRequest request, Runnable alive) {
		Scene scene = new Scene(this.clients.cluster(request.rollout().target()), request.run(), request.rollout(),
				null);
		if (request.rollout().helm() != null) {
			return new Changes(
					helm(scene).goBack(request.toRevision(), request.from(), request.rollout().readyWithin(), alive));
		}
		return new Changes(new Revisions(scene).rollBack(request.toRevision(), request.from(), alive));
	}

	private static HelmVersions helm(Scene scene) {
		return new HelmVersions(scene.cluster(), scene.rollout().target(), scene.rollout().helm(), scene.run());
	}

	private Scene scene(RolloutRequest request) {
		return new Scene(this.clients.cluster(request.rollout().target()), request.run(), request.rollout(),
				request.stable());
	}

	private Scene scene(WeightRequest request) {
		return new Scene(this.clients.cluster(request.rollout().target()), request.run(), request.rollout(),
				request.stable());
	}

}
