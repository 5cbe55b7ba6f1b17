package workflows.release;

import domain.check.WatchCounters;
import domain.check.WatchEnd;
import domain.check.WatchRequest;
import domain.check.WatchResult;
import domain.failure.FailureKind;
import domain.people.Severity;
import domain.profile.Stage;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Stopped;
import workflows.steps.Words;

/**
 * Watches the canary through one stage. The watch never pauses: it goes on while a gate
 * is open and while the stage is held, so a version that turns bad while people think is
 * undone all the same. However long the stage lasts, the history keeps one watch step for
 * each thing that happened, none for time passing.
 */
final class StageWatch {

	/** More than this and somebody else is steering the same route: a person decides. */
	private static final int DRIFTS_PUT_BACK = 5;

	private static final Set<WatchEnd> REPORTED_ONCE = Set.of(WatchEnd.SOURCE_DOWN);

	private final Procedure procedure;

	private final CanaryPlan plan;

	private final CanaryRelease release;

	private final Stage stage;

	private final Words words;

	private final Instant since = Instant.ofEpochMilli(Workflow.currentTimeMillis());

	private final Duration extendedBefore;

	private final List<WatchEnd> reported = new ArrayList<>();

	private WatchCounters counters = WatchCounters.none();

	private boolean passed;

	private int drifts;

	private Duration extendedAtGate = Duration.ZERO;

	private Gate gate;

	StageWatch(Procedure procedure, CanaryPlan plan, CanaryRelease release, Stage stage) {
		this.procedure = procedure;
		this.plan = plan;
		this.release = release;
		this.stage = stage;
		this.words = procedure.words();
		this.extendedBefore = procedure.gates().extension();
	}

	/**
	 * Comes back when the stage is passed and people let it go on; throws when the canary
	 * must be undone.
	 */
	void pass() {
		procedure.board()
			.doing(words.say("Watching %s at %d %% of the traffic, until `%s` at least",
					"Observando %s com %d %% do tráfego, pelo menos até `%s`", plan.rollout().version(), stage.weight(),
					words.time(since.plus(stage.dwell()))));
		try {
			while (!mayGoOn()) {
				WatchResult result = watchUntilSomethingHappens();
				if (result != null) {
					act(result);
				}
			}
		}
		finally {
			closeGate();
		}
	}

	private boolean mayGoOn() {
		if (gate != null && gate.settled()) {
			settle(gate);
		}
		if (gate != null && undecided(gate) && procedure.gates().extension().compareTo(extendedAtGate) > 0) {
			closeGate();
			reported.remove(WatchEnd.UNDECIDED);
		}
		return passed && gate == null && !procedure.gates().held();
	}

	private void settle(Gate settled) {
		closeGate();
		procedure.requireApproval(settled);
		passed = true;
		if (settled.id().startsWith("changed")) {
			passed = false;
			reported.remove(WatchEnd.WORKLOAD_CHANGED);
			release.lookAgain();
		}
		if (settled.id().startsWith("drifted")) {
			passed = false;
			drifts = 0;
			reported.remove(WatchEnd.WEIGHT_DRIFTED);
			release.moveTo(stage.weight());
		}
	}

	private static boolean undecided(Gate gate) {
		return gate.id().startsWith("undecided");
	}

	private WatchResult watchUntilSomethingHappens() {
		long seen = procedure.gates().changes();
		Watching watching = new Watching(request(),
				words.say("Watch %s at %d %%", "Observar %s a %d %%", plan.rollout().version(), stage.weight()));
		Workflow.await(() -> watching.done() || procedure.gates().changes() != seen);
		WatchResult result = watching.stop();
		if (result != null) {
			counters = result.counters();
		}
		return result;
	}

	private WatchRequest request() {
		Duration extension = procedure.gates().extension().minus(extendedBefore);
		boolean watchOn = passed || gate != null || procedure.gates().held();
		return new WatchRequest(procedure.run(), plan.rollout(), release.stable(), procedure.profile().monitoring(),
				plan.canary().checks(), stage.weight() + " %", stage.weight(), since, stage.dwell().plus(extension),
				stage.longest().plus(extension),
				stage.pollPeriod() == null ? plan.canary().pollPeriod() : stage.pollPeriod(),
				plan.canary().failBudget(), plan.canary().blindLimit(),
				watchOn ? WatchRequest.Until.TOLD : WatchRequest.Until.PASSED, List.copyOf(reported), counters);
	}

	private void act(WatchResult result) {
		if (REPORTED_ONCE.contains(result.end())) {
			reported.add(result.end());
		}
		switch (result.end()) {
			case TOLD -> {
			}
			case PASSED -> stagePassed(result);
			case FAILED, CRITICAL_ALERT, BLIND, CANARY_NOT_READY -> throw bad(result);
			case SOURCE_DOWN -> sourceDown(result);
			case WEIGHT_DRIFTED -> putBack(result);
			case WORKLOAD_CHANGED -> ask("changed-" + stage.weight(), "workload-changed", result,
					words.say("Somebody changed the stable side: %s. Accept it and go on?",
							"Alguém alterou o lado estável: %s. Aceitar e continuar?", result.reason()));
			case UNDECIDED -> ask("undecided-" + stage.weight(), "stage-undecided", result,
					words.say("No verdict in %s: %s. Count the stage as passed?",
							"Sem veredito em %s: %s. Considerar o estágio aprovado?", stage.longest(),
							result.reason()));
		}
	}

	private void stagePassed(WatchResult result) {
		procedure.board().note(words.say("%d %% passed: %s", "%d %% aprovado: %s", stage.weight(), measured(result)));
		procedure.fact("checks", measured(result));
		if (!stage.gated()) {
			passed = true;
			return;
		}
		boolean last = stage.weight() == 100;
		gate = procedure.gates()
			.open(new Gate.Question((last ? "promote" : "stage-" + stage.weight()), last ? "promote" : "stage",
					last ? words.say("%s carries all traffic and is well: %s. Promote it?",
							"%s recebe todo o tráfego e está bem: %s. Promover?", plan.rollout().version(),
							measured(result))
							: words.say("%s is well at %d %%: %s. Go on?", "%s está bem a %d %%: %s. Continuar?",
									plan.rollout().version(), stage.weight(), measured(result))));
	}

	private void ask(String id, String template, WatchResult result, String question) {
		release.tell(template, Severity.WARNING, "/" + stage.weight(),
				Map.of("reason", result.reason(), "weight", Integer.toString(stage.weight())));
		if (gate != null) {
			closeGate();
		}
		gate = procedure.gates().open(new Gate.Question(id, "stage", question));
		extendedAtGate = procedure.gates().extension();
		// The person decides about this now; the watch need not say it again meanwhile.
		reported.add(result.end());
	}

	private void sourceDown(WatchResult result) {
		procedure.board()
			.note(words.say("source down, weight frozen at %d %%: %s", "fonte fora do ar, peso mantido em %d %%: %s",
					stage.weight(), result.reason()));
		release.tell("source-down", Severity.CRITICAL, "/" + stage.weight(), Map.of("reason", result.reason(), "weight",
				Integer.toString(stage.weight()), "until", words.time(result.at().plus(plan.canary().blindLimit()))));
	}

	private void putBack(WatchResult result) {
		procedure.board().note(words.say("weight drifted: %s", "peso alterado: %s", result.reason()));
		drifts++;
		if (drifts > DRIFTS_PUT_BACK) {
			ask("drifted-" + stage.weight(), "weight-drift", result,
					words.say("Somebody keeps moving the weight: %s. Put it back and go on?",
							"Alguém continua mudando o peso: %s. Restaurar e continuar?", result.reason()));
			return;
		}
		release.moveTo(stage.weight());
		release.tell("weight-drift", Severity.WARNING, "/" + stage.weight() + "/" + drifts,
				Map.of("reason", result.reason(), "weight", Integer.toString(stage.weight())));
	}

	private Stopped bad(WatchResult result) {
		return new Stopped(FailureKind.UNDONE, words.say("%s is bad at %d %%: %s", "%s está ruim a %d %%: %s",
				plan.rollout().version(), stage.weight(), result.reason()));
	}

	private String measured(WatchResult result) {
		return String.join("; ",
				result.measurements().stream().map(measurement -> measurement.inWords(words.language())).toList());
	}

	private void closeGate() {
		if (gate != null) {
			procedure.gates().close(gate);
			gate = null;
		}
	}

}
