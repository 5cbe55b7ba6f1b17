package workflows.maintenance;

import activities.Workloads;
import domain.lifecycle.ScaleRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState;
import domain.profile.ScaleDown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import workflows.steps.DependencyOrder;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Survey;
import workflows.steps.Words;

/**
 * The components that a window does not need: fewer instances while it lasts, the counts
 * of before afterwards.
 */
final class Counts {

	private final Procedure procedure;

	private final Words words;

	/** What is scaled down, and to how many. */
	private final Map<String, Integer> wanted = new LinkedHashMap<>();

	private final List<Workload> workloads;

	/** How each stood when the run began. */
	private final Map<String, WorkloadState> found = new LinkedHashMap<>();

	Counts(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
		for (ScaleDown each : procedure.profile().maintenanceWindow().scaleDown()) {
			wanted.put(each.component(), each.replicas());
		}
		Parts parts = new Parts(procedure.profile());
		this.workloads = wanted.keySet().stream().map(name -> parts.workload(parts.named(name))).toList();
	}

	void observe() {
		if (!workloads.isEmpty()) {
			new Survey(procedure).observe(workloads).forEach(state -> found.put(state.component(), state));
		}
	}

	/** Those that have more instances than they need, with from and to. */
	String names() {
		String names = needless().stream()
			.map(workload -> workload.component() + " (" + before(workload) + " -> " + wanted.get(workload.component())
					+ ")")
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? "-" : names;
	}

	private List<Workload> needless() {
		return workloads.stream().filter(workload -> before(workload) > wanted.get(workload.component())).toList();
	}

	private int before(Workload workload) {
		return found.get(workload.component()).wanted();
	}

	void scaleDown() {
		if (needless().isEmpty()) {
			return;
		}
		procedure.board().phase("scale-down", words.say("Scaling down: %s", "Reduzindo: %s", names()));
		procedure.undo().register(words.say("the counts of before", "as contagens de antes"), this::takeBack);
		DependencyOrder.stopping(procedure.profile()).each(needless(), this::scaleDown);
	}

	private void scaleDown(Workload workload) {
		procedure.gates().awaitNotHeld();
		int to = wanted.get(workload.component());
		Workloads step = Steps.slow(Workloads.class,
				words.say("%s to %d instances", "%s a %d instâncias", workload.component(), to),
				workload.readyWithin());
		procedure.changed((to == 0 ? step.stopWorkload(new WorkloadRequest(procedure.run(), workload, before(workload)))
				: step.scaleWorkload(new ScaleRequest(procedure.run(), workload, to, before(workload))))
			.changes());
	}

	void putBack() {
		if (procedure.run().planning() || needless().isEmpty()) {
			return;
		}
		procedure.board().phase("counts-back", words.say("The counts of before", "As contagens de antes"));
		DependencyOrder.starting(procedure.profile())
			.each(needless(), workload -> putBack(workload,
					Steps.slow(Workloads.class, again(workload), workload.readyWithin())));
	}

	private String takeBack() {
		DependencyOrder.starting(procedure.profile())
			.eachDespiteFailures(needless(), workload -> putBack(workload,
					Steps.undo(Workloads.class, again(workload), workload.readyWithin())));
		return words.say("running as before: %s", "rodando como antes: %s",
				needless().stream()
					.map(workload -> workload.component() + " (" + before(workload) + ")")
					.collect(Collectors.joining(", ")));
	}

	private String again(Workload workload) {
		return words.say("%s to %d instances again", "%s de volta a %d instâncias", workload.component(),
				before(workload));
	}

	private void putBack(Workload workload, Workloads step) {
		int count = before(workload);
		if (wanted.get(workload.component()) == 0) {
			step.startWorkload(new StartRequest(procedure.run(), workload, count, count));
		}
		// Somebody may have scaled it while the window was open.
		step.scaleWorkload(new ScaleRequest(procedure.run(), workload, count, count));
	}

}
