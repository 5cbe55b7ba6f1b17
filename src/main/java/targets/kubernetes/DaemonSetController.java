package targets.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
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
		return (this.object.getStatus() == null) ? 0
				: Controller.number(this.object.getStatus().getDesiredNumberScheduled());
	}

	@Override
	public void ask(int replicas) {
		throw new IllegalStateException("A DaemonSet is not asked for a number of pods");
	}

	@Override
	public int total() {
		return (this.object.getStatus() == null) ? 0
				: Controller.number(this.object.getStatus().getCurrentNumberScheduled());
	}

	@Override
	public int ready() {
		return (this.object.getStatus() == null) ? 0 : Controller.number(this.object.getStatus().getNumberReady());
	}

	@Override
	public int updated() {
		return (this.object.getStatus() == null) ? 0
				: Controller.number(this.object.getStatus().getUpdatedNumberScheduled());
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
