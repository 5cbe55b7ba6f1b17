package workflows.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.lifecycle.Bounds;
import domain.lifecycle.Resources;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Gives a component more or fewer instances, other resources, or its autoscaler other
 * bounds (runbooks A scaling, C scale operations, D 3.4). Downwards it goes step by step:
 * after each step it waits, compares the service levels with those before, and goes back
 * when one has become worse.
 *
 * <p>
 * The point of no return is the end: whatever fails before it puts back the instances,
 * the resources and the bounds that were found. Volumes grow last of all: they never
 * shrink, and what has grown stays so whatever comes after.
 */
@WorkflowInterface
public interface Scale {

	/** Scales the component; the outcome says from what to what. */
	@WorkflowMethod
	Outcome scale(Request request);

	/**
	 * What an operator types: at least one of replicas, resources, autoscaler, storage.
	 *
	 * @param system name of the system
	 * @param component name of the component; may be absent when the system has only one
	 * @param replicas instances wanted
	 * @param resources CPU and memory of each instance (vertical scaling)
	 * @param autoscaler what its autoscaler may do; one is made where there is none
	 * @param storage room that each of its volumes shall have, for example {@code 20Gi}
	 * @param reason why
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 * @param freezeOverride why a freeze should not stop it; a second person must approve
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String component, Integer replicas, Resources resources, Bounds autoscaler,
			String storage, String reason, String requestedBy, Mode mode, String freezeOverride) {

	}

}
