package workflows.security;

import activities.Workloads;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import workflows.steps.DependencyOrder;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Survey;
import workflows.steps.Wellbeing;
import workflows.steps.Words;

/**
 * Components that read something only when they start: started anew one after the other,
 * those first that others depend on, each as its target can without losing requests, and
 * each well before the next.
 */
final class Consumers {

	private final Procedure procedure;

	private final Words words;

	private final Parts parts;

	private final List<Workload> workloads;

	private final Map<String, WorkloadState> found = new LinkedHashMap<>();

	Consumers(Procedure procedure, Collection<String> names) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.parts = new Parts(procedure.profile());
		this.workloads = names.stream().map(name -> parts.workload(parts.named(name))).toList();
	}

	void restartInOrder() {
		if (workloads.isEmpty()) {
			return;
		}
		procedure.board()
			.phase("restart", words.say("Restarting what reads it: %s", "Reiniciando quem o lê: %s",
					workloads.stream().map(Workload::component).collect(Collectors.joining(", "))));
		new Survey(procedure).observe(workloads).forEach(state -> found.put(state.component(), state));
		DependencyOrder.starting(procedure.profile()).inSequence(workloads, this::restart);
	}

	private void restart(Workload workload) {
		WorkloadState state = found.get(workload.component());
		if (!state.asked()) {
			procedure.board()
				.note(words.say("%s is stopped and stays so", "%s está parado e assim fica", workload.component()));
			return;
		}
		procedure.refuseInFreeze();
		procedure.gates().awaitNotHeld();
		procedure.undo()
			.register(words.say("end the restart of %s", "encerrar o restart de %s", workload.component()),
					() -> endRestart(workload));
		procedure.changed(Steps
			.slow(Workloads.class, words.say("Restart %s", "Reiniciar %s", workload.component()),
					workload.readyWithin())
			.restartWorkload(new RestartRequest(procedure.run(), workload, state.incarnation(), true))
			.changes());
		new Wellbeing(procedure).requireSmoke(parts.component(workload), null);
	}

	private String endRestart(Workload workload) {
		Steps
			.undo(Workloads.class, words.say("End the restart of %s", "Encerrar o restart de %s", workload.component()),
					workload.readyWithin())
			.endRestart(new WorkloadRequest(procedure.run(), workload));
		return words.say("%s keeps running", "%s continua rodando", workload.component());
	}

}
