package targets.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.stream.Collectors;

/**
 * A Deployment.
 *
 * @param object as it was read
 */
record DeploymentController(Deployment object) implements Controller {

	@Override
	public String kind() {
		return "Deployment";
	}

	@Override
	public int wanted() {
		return Workloads.wanted(this.object);
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
		return Workloads.ready(this.object);
	}

	@Override
	public int updated() {
		return Workloads.updated(this.object);
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

	private DeploymentStatus status() {
		return Controller.status(this.object.getStatus(), DeploymentStatus::new);
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
