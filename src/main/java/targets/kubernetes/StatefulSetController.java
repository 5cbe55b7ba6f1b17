package targets.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
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
		return (this.object.getStatus() == null) ? 0 : Controller.number(this.object.getStatus().getReplicas());
	}

	@Override
	public int ready() {
		return (this.object.getStatus() == null) ? 0 : Controller.number(this.object.getStatus().getReadyReplicas());
	}

	/**
	 * When the last pod is new the two revisions are one, and the count of updated pods
	 * is no longer kept.
	 */
	@Override
	public int updated() {
		var status = this.object.getStatus();
		if (status == null) {
			return 0;
		}
		boolean same = status.getUpdateRevision() != null
				&& status.getUpdateRevision().equals(status.getCurrentRevision());
		return same ? Controller.number(status.getReplicas()) : Controller.number(status.getUpdatedReplicas());
	}

	@Override
	public long observed() {
		return (this.object.getStatus() == null || this.object.getStatus().getObservedGeneration() == null) ? 0
				: this.object.getStatus().getObservedGeneration();
	}

	@Override
	public String conditions() {
		return (this.object.getStatus() == null) ? ""
				: this.object.getStatus()
					.getConditions()
					.stream()
					.map((condition) -> Controller.condition(condition.getReason(), condition.getMessage()))
					.collect(Collectors.joining("; "));
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
