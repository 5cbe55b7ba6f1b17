package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Revision;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The revisions of a Deployment, which are its ReplicaSets. */
final class Revisions {

	/** Annotation of Kubernetes: numbers that a revision had before it came back. */
	private static final String FORMER = "deployment.kubernetes.io/revision-history";

	/** Label of Kubernetes: the ReplicaSet that a pod is of. */
	static final String HASH = "pod-template-hash";

	private final Scene scene;

	Revisions(Scene scene) {
		this.scene = scene;
	}

	List<Revision> history() {
		Deployment stable = this.scene.stableWorkload();
		long current = Workloads.revision(stable);
		return sets(this.scene.cluster(), stable).stream()
			.map((set) -> new Revision(number(set),
					Images.tag(Workloads
						.container(set.getSpec().getTemplate(), this.scene.rollout().container(), this.scene.workload())
						.getImage()),
					Marks.annotation(set, Marks.CHANGE_CAUSE), number(set) == current))
			.sorted(Comparator.comparingLong(Revision::number))
			.toList();
	}

	/** Goes back to a revision by any number that it ever had; again has no effect. */
	List<Change> rollBack(Long toRevision, long from, Runnable alive) {
		ReplicaSet wanted = wanted(toRevision, from);
		PodTemplateSpec template = template(wanted);
		var edit = this.scene.cluster().deployments().change(this.scene.workload(), this.scene.dry(), (stable) -> {
			if (!stable.getSpec().getTemplate().equals(template)) {
				stable.getSpec().setTemplate(template);
				StableWorkload.annotate(stable, Objects.requireNonNullElse(Marks.annotation(wanted, Marks.CHANGE_CAUSE),
						"Rollback to revision " + number(wanted)));
			}
			return stable;
		});
		if (!this.scene.dry()) {
			this.scene.settling(this.scene.workload(), alive).untilSettled();
		}
		return edit.changed() ? List.of(new Change("deployment/" + this.scene.workload() + " revision",
				inWords(edit.before()), inWords(edit.after()))) : List.of();
	}

	private ReplicaSet wanted(Long toRevision, long from) {
		List<ReplicaSet> sets = sets(this.scene.cluster(), this.scene.stableWorkload());
		Optional<ReplicaSet> found = (toRevision == null)
				? sets.stream()
					.filter((set) -> numbers(set).stream().anyMatch((number) -> number < from))
					.filter((set) -> !numbers(set).contains(from))
					.max(Comparator.comparingLong((set) -> highestBelow(set, from)))
				: sets.stream().filter((set) -> numbers(set).contains(toRevision)).findFirst();
		return found.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND,
				"deployments/%s in namespace %s has no revision %s. It has %s.".formatted(this.scene.workload(),
						this.scene.cluster().namespace(), (toRevision == null) ? "before " + from : toRevision,
						sets.stream().map(Revisions::number).sorted().toList())));
	}

	/** The ReplicaSets of a Deployment, in no order. */
	static List<ReplicaSet> sets(Cluster cluster, Deployment stable) {
		return cluster.replicaSets()
			.list(stable.getSpec().getSelector())
			.stream()
			.filter((set) -> set.getMetadata()
				.getOwnerReferences()
				.stream()
				.anyMatch((owner) -> owner.getUid().equals(stable.getMetadata().getUid())))
			.toList();
	}

	private static PodTemplateSpec template(ReplicaSet set) {
		PodTemplateSpec template = Serialization.clone(set.getSpec().getTemplate());
		template.getMetadata().getLabels().remove(HASH);
		return template;
	}

	static long number(ReplicaSet set) {
		String number = Marks.annotation(set, Workloads.REVISION);
		return (number == null) ? 0 : Long.parseLong(number);
	}

	private static List<Long> numbers(ReplicaSet set) {
		List<Long> numbers = new ArrayList<>(List.of(number(set)));
		String former = Marks.annotation(set, FORMER);
		if (former != null) {
			Arrays.stream(former.split(",")).map(String::trim).map(Long::valueOf).forEach(numbers::add);
		}
		return numbers;
	}

	private static long highestBelow(ReplicaSet set, long from) {
		return numbers(set).stream().filter((number) -> number < from).mapToLong(Long::longValue).max().orElse(0);
	}

	private String inWords(Deployment stable) {
		return Workloads
			.container(stable.getSpec().getTemplate(), this.scene.rollout().container(), this.scene.workload())
			.getImage();
	}

}
