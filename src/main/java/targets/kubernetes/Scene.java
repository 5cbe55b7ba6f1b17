package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TrafficProfile;
import domain.profile.TrafficProfile.Router;
import domain.release.Rollout;
import domain.release.Stable;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Objects;
import java.util.Optional;

/**
 * What a step is about, with the names that follow from it.
 *
 * @param cluster the namespace
 * @param run the run that the step belongs to
 * @param rollout what is released
 * @param stable the stable side as it was found; null before it was looked at
 */
record Scene(Cluster cluster, Run run, Rollout rollout, Stable stable) {

	boolean dry() {
		return this.run.planning();
	}

	String workload() {
		return this.rollout.workload();
	}

	String canary() {
		return this.rollout.canary();
	}

	TrafficProfile traffic() {
		return this.rollout.traffic();
	}

	boolean routed() {
		return traffic() != null && traffic().router() != Router.REPLICAS;
	}

	String stableService() {
		return Objects.requireNonNullElse(traffic().stableService(), workload());
	}

	String canaryService() {
		return Objects.requireNonNullElse(traffic().canaryService(), stableService() + "-canary");
	}

	Traffic division() {
		return routed() ? new RoutedTraffic(this) : new CountedTraffic(this);
	}

	Deployment stableWorkload() {
		return this.cluster.deployments().get(workload());
	}

	/** This run's canary; empty when it is not there. */
	Optional<Deployment> canaryWorkload() {
		Optional<Deployment> found = this.cluster.deployments().find(canary());
		found.ifPresent(this::refuseForeign);
		return found;
	}

	/** Waits for a Deployment as long as the profile says. */
	Settling settling(String deployment, Runnable alive) {
		return Settling.of(this, deployment, this.rollout.readyWithin(), alive);
	}

	/** Whether the place is taken by another run's canary. */
	boolean occupied() {
		return this.cluster.deployments()
			.find(canary())
			.filter((found) -> !Marks.belongsTo(found, this.run))
			.isPresent();
	}

	private void refuseForeign(Deployment found) {
		if (!Marks.belongsTo(found, this.run)) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"deployments/%s in namespace %s belongs to %s, not to this run (%s). End that run or delete the Deployment."
						.formatted(canary(), this.cluster.namespace(),
								Marks.runOf(found) == null ? "somebody else" : "run " + Marks.runOf(found),
								Marks.runLabel(this.run)));
		}
	}

}
