package targets.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import java.util.stream.Collectors;

/**
 * A DaemonSet: the nodes say how many pods it has.
 *
 * @param object as it was read
 */
record DaemonSetController(DaemonSet object) implements Controller {

	@Override
	public String kind() {
		return "DaemonSet";
	}

	@Override
	public int wanted() {
		return Controller.number(status().getDesiredNumberScheduled());
	}

	@Override
	public void ask(int replicas) {
		throw new IllegalStateException("A DaemonSet is not asked for a number of pods");
	}

	@Override
	public int total() {
		return Controller.number(status().getCurrentNumberScheduled());
	}

	@Override
	public int ready() {
		return Controller.number(status().getNumberReady());
	}

	@Override
	public int updated() {
		return Controller.number(status().getUpdatedNumberScheduled());
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

	private DaemonSetStatus status() {
		return Controller.status(this.object.getStatus(), DaemonSetStatus::new);
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
