package targets.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.stream.Collectors;

/**
 * A StatefulSet.
 *
 * @param object as it was read
 */
record StatefulSetController(StatefulSet object) implements Controller {

	@Override
	public String kind() {
		return "StatefulSet";
	}

	@Override
	public int wanted() {
		return (this.object.getSpec().getReplicas() == null) ? 1 : this.object.getSpec().getReplicas();
	}

	@Override
	public void ask(int replicas) {
		this.object.getSpec().setReplicas(replicas);
	}

	@Override
	public int total() {
		return Controller.number(status().getReplicas());
	}

	@Override
	public int ready() {
		return Controller.number(status().getReadyReplicas());
	}

	/**
	 * When the last pod is new the two revisions are one, and the count of updated pods
	 * is no longer kept.
	 */
	@Override
	public int updated() {
		StatefulSetStatus status = status();
		boolean same = status.getUpdateRevision() != null
				&& status.getUpdateRevision().equals(status.getCurrentRevision());
		return same ? Controller.number(status.getReplicas()) : Controller.number(status.getUpdatedReplicas());
	}

	@Override
	public long observed() {
		return Controller.number(status().getObservedGeneration());
	}

	@Override
	public String conditions() {
		return status().getConditions()
			.stream()
			.map((condition) -> Controller.condition(condition.getReason(), condition.getMessage()))
			.collect(Collectors.joining("; "));
	}

	private StatefulSetStatus status() {
		return Controller.status(this.object.getStatus(), StatefulSetStatus::new);
	}

	@Override
	public LabelSelector selector() {
		return this.object.getSpec().getSelector();
	}

	@Override
	public PodTemplateSpec template() {
		return this.object.getSpec().getTemplate();
	}

}
