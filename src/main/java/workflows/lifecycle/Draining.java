package workflows.lifecycle;

import activities.ServiceLevels;
import activities.Workloads;
import domain.failure.FailureKind;
import domain.lifecycle.DrainRequest;
import domain.lifecycle.Drained;
import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile;
import domain.profile.Drain;
import java.time.Duration;
import java.util.List;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** Lets a component finish what it has begun before it is stopped (runbook D 3.1). */
final class Draining {

	private static final Duration SCRIPT_LONGEST = Duration.ofMinutes(2);

	private final Procedure procedure;

	private final Workload workload;

	private final Drain drain;

	private final Words words;

	Draining(Procedure procedure, Workload workload, ComponentProfile component) {
		this.procedure = procedure;
		this.workload = workload;
		this.drain = component.drain();
		this.words = procedure.words();
	}

	/**
	 * No new work, then none left; when some is left at the deadline a person decides.
	 */
	void untilDone() {
		if (drain == null) {
			return;
		}
		if (!drain.maintenanceOn().isEmpty()) {
			run(words.say("%s takes no new work", "%s não aceita novas requisições", workload.component()),
					drain.maintenanceOn());
		}
		if (drain.query() == null) {
			return;
		}
		procedure.board()
			.doing(words.say("Waiting until %s has finished its work", "Aguardando %s terminar o que começou",
					workload.component()));
		Drained drained = Steps.probe(ServiceLevels.class,
				words.say("Wait for the work of %s", "Aguardar o trabalho de %s", workload.component()), drain.within())
			.awaitDrained(new DrainRequest(procedure.run(), procedure.profile().monitoring(), drain));
		procedure.board().note(workload.component() + ": " + drained.words());
		if (!drained.done()) {
			procedure.ask(new Gate.Question("drain-" + workload.component(), "drain",
					words.say("%s still has work under way after %s: %s. Stop it nevertheless?",
							"%s ainda tem trabalho em andamento após %s: %s. Parar mesmo assim?", workload.component(),
							drain.within(), drained.words())));
		}
	}

	/** Undoes the maintenance mode; nothing happens when there is none. */
	void takeWorkAgain() {
		if (drain != null && !drain.maintenanceOff().isEmpty()) {
			run(words.say("%s takes work again", "%s volta a aceitar requisições", workload.component()),
					drain.maintenanceOff());
		}
	}

	private void run(String summary, List<String> command) {
		ScriptAnswer answer = Steps.slow(Workloads.class, summary, SCRIPT_LONGEST)
			.runScript(new ScriptRequest(procedure.run(), workload, command, SCRIPT_LONGEST));
		if (!answer.good()) {
			throw Failures.of(FailureKind.NOT_READY, workload.component() + ": " + command + " ended with exit code "
					+ answer.exitCode() + ": " + answer.output().strip());
		}
	}

}
