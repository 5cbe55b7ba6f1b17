package targets.kubernetes;

import domain.release.Rollout;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import targets.Backoff;

/** The Deployment beside the stable one. */
final class CanaryWorkload {

	/** A pod that moves to another node is back within this time. */
	private static final Duration BRIEFLY = Duration.ofSeconds(20);

	private final Scene scene;

	CanaryWorkload(Scene scene) {
		this.scene = scene;
	}

	/** Makes it with one pod that no Service of the stable side selects, or adopts it. */
	List<Change> create(Deployment stable) {
		String image = image(stable);
		if (this.scene.canaryWorkload().isEmpty()) {
			this.scene.cluster().deployments().create(object(stable), this.scene.dry());
			return List.of(new Change("deployment/" + this.scene.canary(), "none", "1 pod of " + image));
		}
		var edit = this.scene.cluster().deployments().change(this.scene.canary(), this.scene.dry(), (canary) -> {
			container(canary).setImage(image);
			return canary;
		});
		return edit.changed() ? List
			.of(new Change("deployment/" + this.scene.canary() + " image", container(edit.before()).getImage(), image))
				: List.of();
	}

	/**
	 * Gives it this many pods.
	 * @param labels labels that its pods have from now on; empty: those that they have
	 */
	List<Change> scale(int replicas, Map<String, String> labels) {
		var edit = this.scene.cluster().deployments().change(this.scene.canary(), this.scene.dry(), (canary) -> {
			canary.getSpec().setReplicas(replicas);
			if (!labels.isEmpty()) {
				canary.getSpec().getTemplate().getMetadata().setLabels(ours(labels));
			}
			return canary;
		});
		List<Change> changes = new ArrayList<>();
		if (Workloads.wanted(edit.before()) != Workloads.wanted(edit.after())) {
			changes.add(change("replicas", Workloads.wanted(edit.before()), replicas));
		}
		return changes;
	}

	/**
	 * Its ready pods; one that is not ready for a moment is given time to come back.
	 */
	int readySoon(int needed, Runnable alive) {
		long begin = System.nanoTime();
		Backoff backoff = new Backoff(alive);
		while (true) {
			int ready = this.scene.canaryWorkload().map(Workloads::ready).orElse(0);
			if (ready >= needed || System.nanoTime() - begin > BRIEFLY.toNanos()) {
				return ready;
			}
			backoff.pause();
		}
	}

	/** A change of its number of pods, for a plan in which it is not there. */
	Change change(String field, int before, int after) {
		return new Change("deployment/" + this.scene.canary() + " " + field, Integer.toString(before),
				Integer.toString(after));
	}

	List<Change> remove() {
		if (this.scene.cluster()
			.deployments()
			.find(this.scene.canary())
			.filter((found) -> Marks.belongsTo(found, this.scene.run()))
			.isEmpty()) {
			return List.of();
		}
		if (!this.scene.dry()) {
			this.scene.cluster().deployments().delete(this.scene.canary());
		}
		return List.of(new Change("deployment/" + this.scene.canary(), "there", "deleted"));
	}

	private String image(Deployment stable) {
		Rollout rollout = this.scene.rollout();
		String running = (this.scene.stable() == null) ? container(stable).getImage() : this.scene.stable().image();
		return Images.of(rollout.image(), running, rollout.version());
	}

	private io.fabric8.kubernetes.api.model.Container container(Deployment deployment) {
		return Workloads.container(deployment.getSpec().getTemplate(), this.scene.rollout().container(),
				deployment.getMetadata().getName());
	}

	private Deployment object(Deployment stable) {
		PodTemplateSpec template = Serialization.clone(stable.getSpec().getTemplate());
		template.getMetadata().setLabels(ours(apart(stable)));
		Workloads.container(template, this.scene.rollout().container(), this.scene.workload()).setImage(image(stable));
		return new DeploymentBuilder().withNewMetadata()
			.withName(this.scene.canary())
			.withNamespace(this.scene.cluster().namespace())
			.withLabels(Marks.labels(this.scene.run(), this.scene.workload()))
			.addToAnnotations(Marks.CHANGE_CAUSE, "Canary of " + this.scene.rollout().version())
			.endMetadata()
			.withNewSpec()
			.withReplicas(1)
			.withMinReadySeconds(stable.getSpec().getMinReadySeconds())
			.withRevisionHistoryLimit(2)
			.withNewSelector()
			.withMatchLabels(Marks.canarySelector(this.scene.workload()))
			.endSelector()
			.withTemplate(template)
			.endSpec()
			.build();
	}

	/**
	 * The stable pods' labels, except that those by which the stable side finds its pods
	 * say something else.
	 */
	static Map<String, String> apart(Deployment stable) {
		Map<String, String> labels = new TreeMap<>(stable.getSpec().getTemplate().getMetadata().getLabels());
		Map<String, String> finding = Objects.requireNonNullElse(stable.getSpec().getSelector().getMatchLabels(),
				Map.of());
		finding.forEach((name, value) -> labels.put(name, Marks.labelValue(value + "-canary")));
		return labels;
	}

	private Map<String, String> ours(Map<String, String> labels) {
		Map<String, String> ours = new TreeMap<>(labels);
		ours.putAll(Marks.canarySelector(this.scene.workload()));
		ours.put(Marks.RUN, Marks.runLabel(this.scene.run()));
		return ours;
	}

}
