package workflows.security;

import activities.Workloads;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState;
import domain.profile.TargetProfile;
import java.util.ArrayList;
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

	/** Those whose restart has begun. */
	private final List<Workload> restarted = new ArrayList<>();

	/** Until the first restart nobody reads anything else. */
	private boolean returned = true;

	Consumers(Procedure procedure, Collection<String> names) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.parts = new Parts(procedure.profile());
		this.workloads = names.stream().map(name -> parts.workload(parts.named(name))).toList();
	}

	/**
	 * To be called before what they read is changed: the undo, last first, then brings
	 * them back after the old is there again, and not before.
	 */
	void registerReturn() {
		if (!workloads.isEmpty()) {
			procedure.undo()
				.register(words.say("those that read it read the old one again", "quem o lê lê o antigo de novo"),
						this::endRestarts);
		}
	}

	/** Whether every one of them reads the old one again. */
	boolean returned() {
		return returned;
	}

	private String endRestarts() {
		returned = false;
		DependencyOrder.starting(procedure.profile()).eachDespiteFailures(List.copyOf(restarted), this::endRestart);
		returned = true;
		return restarted.isEmpty() ? words.say("nothing had been restarted", "nada havia sido reiniciado")
				: words.say("restart ended of %s", "restart encerrado de %s", names(restarted));
	}

	private static String names(List<Workload> workloads) {
		return workloads.stream().map(Workload::component).collect(Collectors.joining(", "));
	}

	void restartInOrder() {
		if (workloads.isEmpty()) {
			return;
		}
		procedure.board()
			.phase("restart", words.say("Restarting what reads it: %s", "Reiniciando quem o lê: %s", names(workloads)));
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
		restarted.add(workload);
		returned = false;
		procedure.changed(Steps
			.slow(Workloads.class, words.say("Restart %s", "Reiniciar %s", workload.component()),
					workload.readyWithin())
			.restartWorkload(new RestartRequest(procedure.run(), workload, state.incarnation(), true))
			.changes());
		new Wellbeing(procedure).requireSmoke(parts.component(workload), null);
	}

	/**
	 * A cluster goes back to the pods of before. A host keeps nothing of them: what was
	 * started anew there has read the new one, and is started anew once more.
	 */
	private void endRestart(Workload workload) {
		if (workload.target().kind() != TargetProfile.Kind.KUBERNETES) {
			WorkloadState now = new Survey(procedure).observe(workload);
			Steps
				.undo(Workloads.class, words.say("Restart %s", "Reiniciar %s", workload.component()),
						workload.readyWithin())
				.restartWorkload(new RestartRequest(procedure.run(), workload, now.incarnation(), true));
			return;
		}
		Steps
			.undo(Workloads.class, words.say("End the restart of %s", "Encerrar o restart de %s", workload.component()),
					workload.readyWithin())
			.endRestart(new WorkloadRequest(procedure.run(), workload));
	}

}
