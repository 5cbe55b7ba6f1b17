package workflows.release;

import activities.Rollouts;
import domain.failure.FailureKind;
import domain.people.Severity;
import domain.release.Artifact;
import domain.release.RolloutRequest;
import domain.release.Weights;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Map;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * The way back of a canary deploy (runbook D 3.3, 10.5): traffic first, then the rest.
 * Needs the cluster's API only.
 */
final class CanaryUndo {

	/**
	 * How long the undo goes on trying to move the rest when the stable side has lost
	 * pods.
	 */
	private static final Duration LONGEST_PARTIAL = Duration.ofMinutes(30);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private final Procedure procedure;

	private final RolloutRequest request;

	private final Words words;

	private boolean trafficBack = true;

	/** Begun beside the way back of the traffic; nothing before that. */
	private Promise<Artifact> diagnostics;

	CanaryUndo(Procedure procedure, RolloutRequest request) {
		this.procedure = procedure;
		this.request = request;
		this.words = procedure.words();
	}

	void registerRemoval() {
		procedure.undo().register(words.say("canary removed", "canário removido"), this::remove);
		procedure.undo()
			.register(words.say("diagnostics of the failed version", "diagnóstico da versão que falhou"),
					this::keepDiagnostics);
	}

	void registerWithdrawal() {
		procedure.undo()
			.register(words.say("traffic back to %s", "tráfego de volta a %s", request.stable().version()),
					this::withdraw);
	}

	String restoreStable() {
		Steps
			.undo(Rollouts.class,
					words.say("Stable side back to %s", "Lado estável de volta a %s", request.stable().version()),
					request.rollout().readyWithin())
			.restoreStable(request);
		return words.say("stable side back to %s", "lado estável de volta a %s", request.stable().version());
	}

	/**
	 * Pods that are told to end can still be read until they are gone: where pods carry
	 * the traffic, taking it away ends them, so that nobody waits with the questions
	 * until afterwards, nor with the traffic until they are answered.
	 */
	private void beginDiagnostics() {
		if (Workflow.getVersion("diagnostics-beside-withdrawal", Workflow.DEFAULT_VERSION,
				1) != Workflow.DEFAULT_VERSION) {
			diagnostics = Async.function(this::collectDiagnostics);
		}
	}

	private String withdraw() {
		trafficBack = false;
		beginDiagnostics();
		Weights weights = withdrawOnce();
		if (!weights.complete()) {
			page("undo-incomplete", weights);
			weights = withdrawRest();
		}
		else if (weights.note() != null) {
			page("stable-side-short", weights);
		}
		trafficBack = true;
		return words.say("all traffic back to %s, read back: canary %d %%",
				"todo o tráfego de volta a %s, lido de volta: canário %d %%", request.stable().version(),
				weights.canary());
	}

	private Weights withdrawRest() {
		Duration waited = Duration.ZERO;
		Duration pause = Duration.ofSeconds(5);
		while (true) {
			Workflow.sleep(pause);
			waited = waited.plus(pause);
			Weights weights = withdrawOnce();
			if (weights.complete()) {
				return weights;
			}
			if (waited.compareTo(LONGEST_PARTIAL) >= 0) {
				throw Failures.of(FailureKind.NOT_READY, words.say("the stable side cannot carry all traffic: %s",
						"o lado estável não suporta todo o tráfego: %s", weights.note()));
			}
			pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
		}
	}

	private Weights withdrawOnce() {
		return Steps
			.undo(Rollouts.class, words.say("Take all traffic from the canary", "Tirar todo o tráfego do canário"),
					request.rollout().readyWithin())
			.withdrawTraffic(request);
	}

	private void page(String template, Weights weights) {
		Map<String, String> values = procedure.facts();
		values.put("reason", weights.note() == null ? "" : weights.note());
		values.put("weight", Integer.toString(weights.canary()));
		values.put("lost", weights.note() == null ? "" : weights.note());
		procedure.tidings().tell(template + "/traffic", template, Severity.CRITICAL, "incidents", values);
	}

	private String keepDiagnostics() {
		Artifact kept = (diagnostics == null) ? collectDiagnostics() : diagnostics.get();
		return words.say("diagnostics kept in %s", "diagnóstico guardado em %s", kept.location());
	}

	private Artifact collectDiagnostics() {
		return Steps
			.probe(Rollouts.class,
					words.say("Keep the diagnostics of %s", "Guardar o diagnóstico de %s", request.rollout().version()),
					Duration.ofMinutes(2))
			.collectDiagnostics(request);
	}

	private String remove() {
		if (!trafficBack) {
			throw Failures.of(FailureKind.CONFLICT, words.say("it still carries traffic and was left in place",
					"ele ainda recebe tráfego e foi deixado no lugar"));
		}
		Steps.undo(Rollouts.class, words.say("Remove the canary", "Remover o canário"), request.rollout().readyWithin())
			.removeCanary(request);
		return words.say("canary removed, route as it was", "canário removido, rota como era");
	}

}
