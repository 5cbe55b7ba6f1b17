package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TrafficProfile;
import domain.release.Stable;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;

/** Looks at everything that a release needs before anything is changed. */
final class Inspection {

	private final Scene scene;

	Inspection(Scene scene) {
		this.scene = scene;
	}

	Stable inspect() {
		refuseMissingPermissions();
		Deployment stable = this.scene.stableWorkload();
		String image = Workloads
			.container(stable.getSpec().getTemplate(), this.scene.rollout().container(), this.scene.workload())
			.getImage();
		boolean begun = this.scene.traffic() != null && this.scene.canaryWorkload().isPresent();
		if (!begun) {
			refuseBusy(stable);
		}
		if (this.scene.traffic() != null) {
			GitOps.refuseOwned(stable);
			if (!begun) {
				refuseTooFew(stable);
			}
			this.scene.division().inspect(stable);
		}
		return new Stable(Images.tag(image), image, Workloads.wanted(stable), Workloads.ready(stable),
				Workloads.revision(stable), Workloads.fingerprint(stable),
				(this.scene.traffic() == null) ? null : new Autoscalers(this.scene).find().orElse(null));
	}

	private void refuseBusy(Deployment stable) {
		if (Boolean.TRUE.equals(stable.getSpec().getPaused())) {
			throw conflict(
					"is paused (kubectl rollout resume deployment/%s ends that)".formatted(this.scene.workload()));
		}
		if (!Workloads.rolledOut(stable)) {
			throw conflict("is in the middle of a rollout: %d of %d pods run its newest template. Wait for its end"
				.formatted(Workloads.updated(stable), Workloads.wanted(stable)));
		}
		if (Workloads.ready(stable) == 0) {
			throw new PermanentFailure(FailureKind.NOT_READY,
					"deployments/%s in namespace %s has no ready pod: there is nothing to release beside."
						.formatted(this.scene.workload(), this.scene.cluster().namespace()));
		}
	}

	/** An undo must have something to go back to before the release begins. */
	private void refuseTooFew(Deployment stable) {
		int ready = Workloads.ready(stable);
		if (!Shares.carriesAll(ready, Workloads.wanted(stable), this.scene.rollout().carriesFrom())) {
			throw new PermanentFailure(FailureKind.NOT_READY,
					"deployments/%s in namespace %s has %d of %d pods ready: an undo could not send all traffic back to it. Repair it first, or use Rollback."
						.formatted(this.scene.workload(), this.scene.cluster().namespace(), ready,
								Workloads.wanted(stable)));
		}
	}

	private void refuseMissingPermissions() {
		TrafficProfile traffic = this.scene.traffic();
		List<String> missing = Permissions.missing(this.scene.cluster(),
				Permissions.neededFor(traffic == null ? null : traffic.router()));
		if (!missing.isEmpty()) {
			throw Permissions.forbidden(this.scene.cluster(), missing);
		}
	}

	private PermanentFailure conflict(String why) {
		return new PermanentFailure(FailureKind.CONFLICT, "deployments/%s in namespace %s %s."
			.formatted(this.scene.workload(), this.scene.cluster().namespace(), why));
	}

}
