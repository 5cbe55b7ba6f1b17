package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Resources;
import domain.lifecycle.Workload;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Requests and limits of a workload's container. */
final class PodResources {

	private static final String CPU = "cpu";

	private static final String MEMORY = "memory";

	private final Controller controller;

	private final Container container;

	PodResources(Controller controller, Workload workload) {
		this.controller = controller;
		this.container = Workloads.container(controller.template(), workload.container(), workload.name());
	}

	/** What is set now; an empty text where nothing is, which {@link #set} takes away. */
	Resources read() {
		ResourceRequirements now = requirements();
		return new Resources(text(now.getRequests(), CPU), text(now.getRequests(), MEMORY), text(now.getLimits(), CPU),
				text(now.getLimits(), MEMORY));
	}

	/** Sets what is given and leaves the rest. */
	void set(Resources wanted) {
		ResourceRequirements now = requirements();
		Map<String, Quantity> requests = new HashMap<>(Objects.requireNonNullElse(now.getRequests(), Map.of()));
		Map<String, Quantity> limits = new HashMap<>(Objects.requireNonNullElse(now.getLimits(), Map.of()));
		put(requests, CPU, wanted.cpuRequest(), "cpuRequest");
		put(requests, MEMORY, wanted.memoryRequest(), "memoryRequest");
		put(limits, CPU, wanted.cpuLimit(), "cpuLimit");
		put(limits, MEMORY, wanted.memoryLimit(), "memoryLimit");
		now.setRequests(requests);
		now.setLimits(limits);
		this.container.setResources(now);
	}

	List<Change> changesTo(PodResources after) {
		List<Change> changes = new ArrayList<>();
		Resources before = read();
		Resources now = after.read();
		add(changes, "cpu request", before.cpuRequest(), now.cpuRequest());
		add(changes, "memory request", before.memoryRequest(), now.memoryRequest());
		add(changes, "cpu limit", before.cpuLimit(), now.cpuLimit());
		add(changes, "memory limit", before.memoryLimit(), now.memoryLimit());
		return changes;
	}

	private void add(List<Change> changes, String what, String before, String after) {
		if (!before.equals(after)) {
			changes.add(new Change(this.controller.inWords() + " " + what, before.isEmpty() ? "none" : before,
					after.isEmpty() ? "none" : after));
		}
	}

	private ResourceRequirements requirements() {
		return Objects.requireNonNullElseGet(this.container.getResources(), ResourceRequirements::new);
	}

	private static String text(Map<String, Quantity> quantities, String name) {
		Quantity quantity = (quantities == null) ? null : quantities.get(name);
		return (quantity == null) ? "" : quantity.toString();
	}

	private static void put(Map<String, Quantity> quantities, String name, String wanted, String field) {
		if (wanted == null) {
			return;
		}
		if (wanted.isEmpty()) {
			quantities.remove(name);
			return;
		}
		if (!wanted.matches("[0-9]+(\\.[0-9]+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?")) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"resources.%s: \"%s\" was given; a Kubernetes quantity such as \"2\", \"500m\" or \"4Gi\" is allowed"
						.formatted(field, wanted));
		}
		quantities.put(name, Quantity.parse(wanted));
	}

}
