package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The Deployment that a release changes in the end. */
final class StableWorkload {

	private final Scene scene;

	StableWorkload(Scene scene) {
		this.scene = scene;
	}

	/**
	 * Gives all its pods this image and waits until they are ready.
	 * @param readyWithin how long the next pod may take
	 */
	List<Change> run(String image, String cause, Duration readyWithin, Runnable alive) {
		int replicas = this.scene.stable().replicas();
		List<Change> changes = new ArrayList<>(new Autoscalers(this.scene).pin(replicas));
		var edit = this.scene.cluster().deployments().change(this.scene.workload(), this.scene.dry(), (stable) -> {
			refuseForeign(stable);
			if (!container(stable).getImage().equals(image)) {
				annotate(stable, cause);
				container(stable).setImage(image);
			}
			stable.getSpec().setReplicas(replicas);
			return stable;
		});
		changes.addAll(changes(edit));
		if (!this.scene.dry()) {
			Settling.of(this.scene, this.scene.workload(), readyWithin, alive).untilSettled();
		}
		return changes;
	}

	List<Change> scale(int replicas) {
		return changes(this.scene.cluster().deployments().change(this.scene.workload(), this.scene.dry(), (stable) -> {
			stable.getSpec().setReplicas(replicas);
			return stable;
		}));
	}

	/**
	 * Writes down why a revision is made, where {@code kubectl rollout history} shows it.
	 */
	static void annotate(Deployment stable, String cause) {
		Map<String, String> annotations = new HashMap<>(
				Objects.requireNonNullElse(stable.getMetadata().getAnnotations(), Map.of()));
		annotations.put(Marks.CHANGE_CAUSE, cause);
		stable.getMetadata().setAnnotations(annotations);
	}

	/** What somebody else made of the workload during the run is for people to decide. */
	private void refuseForeign(Deployment stable) {
		String image = container(stable).getImage();
		String released = Images.of(this.scene.rollout().image(), this.scene.stable().image(),
				this.scene.rollout().version());
		Deployment asFound = Serialization.clone(stable);
		container(asFound).setImage(this.scene.stable().image());
		boolean ours = List.of(this.scene.stable().image(), released).contains(image)
				&& Workloads.fingerprint(asFound).equals(this.scene.stable().fingerprint());
		if (!ours) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"deployments/%s in namespace %s was changed by somebody else during the run (image %s; last writer: %s). It is left as it is: decide what should run there."
						.formatted(this.scene.workload(), this.scene.cluster().namespace(), image,
								Writers.later(Writers.lastOther(stable), null)));
		}
	}

	private List<Change> changes(ApiObjects.Edit<Deployment> edit) {
		List<Change> changes = new ArrayList<>();
		String name = "deployment/" + this.scene.workload();
		String before = container(edit.before()).getImage();
		String after = container(edit.after()).getImage();
		if (!before.equals(after)) {
			changes.add(new Change(name + " image", before, after));
		}
		if (Workloads.wanted(edit.before()) != Workloads.wanted(edit.after())) {
			changes.add(new Change(name + " replicas", Integer.toString(Workloads.wanted(edit.before())),
					Integer.toString(Workloads.wanted(edit.after()))));
		}
		return changes;
	}

	private Container container(Deployment stable) {
		return Workloads.container(stable.getSpec().getTemplate(), this.scene.rollout().container(),
				this.scene.workload());
	}

}
