package workflows.release;

import activities.Probes;
import activities.Rollouts;
import domain.failure.FailureKind;
import domain.people.Severity;
import domain.probe.ChecklistRequest;
import domain.probe.ProbeResult;
import domain.probe.SmokeRequest;
import domain.profile.ChecklistItem;
import domain.profile.Stage;
import domain.release.RolloutRequest;
import domain.release.Stable;
import domain.release.WeightRequest;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Stopped;
import workflows.steps.Words;

/** The steps of one canary deploy, each with what takes it back. */
final class CanaryRelease {

	private static final Duration SMOKE_LONGEST = Duration.ofMinutes(2);

	private static final String DEPLOYS = "deploys";

	private final Procedure procedure;

	private final CanaryPlan plan;

	private final Words words;

	private Stable stable;

	CanaryRelease(Procedure procedure, CanaryPlan plan) {
		this.procedure = procedure;
		this.plan = plan;
		this.words = procedure.words();
		procedure.speakAs("canary");
		procedure.fact("version", plan.rollout().version());
		procedure.fact("component", plan.component().name());
	}

	void inspect() {
		phase("inspect", words.say("Looking at what runs now", "Verificando o que roda agora"));
		stable = Steps
			.safe(Rollouts.class,
					words.say("Find the stable version of %s", "Encontrar a versão estável de %s",
							plan.component().name()))
			.inspectRollout(request());
		procedure.fact("from", stable.version());
		if (stable.version().equals(plan.rollout().version())) {
			throw Failures.input("version", plan.rollout().version(),
					"it is live already on " + plan.component().name() + "; name another one");
		}
		tell("canary-started", Severity.INFORMATION, Map.of());
	}

	void passChecklist() {
		List<ChecklistItem> items = plan.canary().checklist();
		if (items.isEmpty()) {
			return;
		}
		phase("checklist", words.say("Checklist", "Checklist"));
		List<ProbeResult> checked = Steps
			.probe(Probes.class, words.say("Look at the checklist", "Verificar o checklist"), Duration.ofMinutes(2))
			.inspectChecklist(new ChecklistRequest(procedure.run(), plan.rollout().version(), items));
		List<String> open = Checklists.open(items, checked, plan.attested());
		procedure.fact("checklist", String.join("; ", open));
		if (open.isEmpty()) {
			procedure.board()
				.note(words.say("every item of the checklist is met or attested",
						"todos os itens do checklist foram atendidos ou atestados"));
			return;
		}
		procedure.ask(new Gate.Question("checklist", "checklist", words.say("Do you attest these items for %s: %s?",
				"Você atesta estes itens para %s: %s?", plan.rollout().version(), String.join("; ", open))));
	}

	void takeBackup() {
		if (plan.database().isEmpty()) {
			return;
		}
		DatabaseBackup.take(procedure, plan.database().get());
	}

	void startCanary() {
		procedure.refuseInFreeze();
		phase("canary", words.say("Starting the canary, without traffic", "Iniciando o canário, sem tráfego"));
		CanaryUndo undo = new CanaryUndo(procedure, request());
		undo.registerRemoval();
		procedure
			.changed(
					Steps
						.slow(Rollouts.class,
								words.say("Start the canary with %s", "Iniciar o canário com %s",
										plan.rollout().version()),
								plan.rollout().readyWithin())
						.createCanary(request())
						.changes());
		undo.registerWithdrawal();
	}

	void shiftTo(Stage stage) {
		procedure.refuseInFreeze();
		procedure.gates().awaitNotHeld();
		phase("stage-" + stage.weight(), words.say("Moving %d %% of the traffic to %s",
				"Levando %d %% do tráfego para %s", stage.weight(), plan.rollout().version()));
		moveTo(stage.weight());
		tell("canary-stage-reached", Severity.INFORMATION, "/" + stage.weight(),
				Map.of("weight", Integer.toString(stage.weight())));
	}

	/** Capacity, then weight, which the step reads back. */
	void moveTo(int weight) {
		WeightRequest request = new WeightRequest(procedure.run(), plan.rollout(), stable, weight);
		procedure.changed(
				Steps
					.slow(Rollouts.class, words.say("Capacity for %d %%", "Capacidade para %d %%", weight),
							plan.rollout().readyWithin())
					.provideCapacity(request)
					.changes());
		procedure.changed(
				Steps
					.safe(Rollouts.class, words.say("%d %% of the traffic to %s", "%d %% do tráfego para %s", weight,
							plan.rollout().version()))
					.shiftTraffic(request)
					.changes());
	}

	void watch(Stage stage) {
		if (procedure.run().planning()) {
			procedure.board()
				.note(words.say("would watch at %d %% for %s", "observaria a %d %% por %s", stage.weight(),
						stage.dwell()));
			return;
		}
		new StageWatch(procedure, plan, this, stage).pass();
	}

	void promote() {
		procedure.gates().awaitNotHeld();
		procedure.refuseInFreeze();
		phase("promote", words.say("Giving the stable side %s", "Levando a versão %s ao lado estável",
				plan.rollout().version()));
		procedure.undo()
			.register(words.say("stable side back to %s", "lado estável de volta a %s", stable.version()),
					() -> new CanaryUndo(procedure, request()).restoreStable());
		procedure
			.changed(Steps
				.slow(Rollouts.class, words.say("Stable side to %s", "Lado estável para %s", plan.rollout().version()),
						plan.canary().promoteWithin())
				.promoteStable(request())
				.changes());
		procedure
			.changed(Steps
				.slow(Rollouts.class, words.say("All traffic to the stable side", "Todo o tráfego para o lado estável"),
						plan.canary().promoteWithin())
				.returnTraffic(request())
				.changes());
	}

	void smokeTest() {
		if (procedure.run().planning()) {
			return;
		}
		phase("smoke", words.say("Smoke test", "Smoke test"));
		List<ProbeResult> answers = Steps
			.probe(Probes.class, words.say("Smoke test of %s", "Smoke test de %s", plan.rollout().version()),
					SMOKE_LONGEST)
			.runSmokeTest(new SmokeRequest(procedure.run(), plan.component().versionProbe(), plan.rollout().version(),
					plan.component().smoke(), SMOKE_LONGEST));
		List<String> bad = answers.stream().filter(answer -> !answer.healthy()).map(ProbeResult::inWords).toList();
		if (!bad.isEmpty()) {
			throw new Stopped(FailureKind.SMOKE,
					words.say("the smoke test failed: %s", "o smoke test falhou: %s", String.join("; ", bad)));
		}
	}

	String close() {
		// The point of no return: the new version carries everything and answers.
		procedure.keepWhatWasDone();
		phase("clean-up", words.say("Removing the canary", "Removendo o canário"));
		// A run that is cancelled now has nothing to take back, and leaves no canary
		// behind.
		Workflow.newDetachedCancellationScope(() -> procedure.changed(Steps
			.undo(Rollouts.class, words.say("Remove the canary", "Remover o canário"), plan.rollout().readyWithin())
			.removeCanary(request())
			.changes())).run();
		tell("canary-promoted", Severity.INFORMATION, Map.of());
		return procedure.run().planning()
				? words.say("plan: %s to %s", "plano: %s para %s", plan.component().name(), plan.rollout().version())
				: words.say("%s runs %s, was %s", "%s roda %s, antes %s", plan.component().name(),
						plan.rollout().version(), stable.version());
	}

	Stable stable() {
		return stable;
	}

	/** After people accepted a change that somebody else made to the stable side. */
	void lookAgain() {
		Stable now = Steps
			.safe(Rollouts.class, words.say("Look at the stable side again", "Olhar o lado estável de novo"))
			.inspectRollout(request());
		stable = new Stable(now.version(), now.image(), stable.replicas(), now.ready(), now.revision(),
				now.fingerprint(), stable.autoscaler());
	}

	private RolloutRequest request() {
		return new RolloutRequest(procedure.run(), plan.rollout(), stable);
	}

	private void phase(String keyword, String text) {
		procedure.board().phase(keyword, text);
	}

	private void tell(String template, Severity severity, Map<String, String> values) {
		tell(template, severity, "", values);
	}

	void tell(String template, Severity severity, String suffix, Map<String, String> values) {
		Map<String, String> all = procedure.facts();
		all.putAll(values);
		procedure.tidings().tell(template + suffix, template, severity, DEPLOYS, all);
	}

}
