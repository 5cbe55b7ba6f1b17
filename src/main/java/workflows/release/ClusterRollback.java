package workflows.release;

import activities.Analysis;
import activities.Probes;
import activities.Rollouts;
import domain.check.WatchCounters;
import domain.check.WatchEnd;
import domain.check.WatchRequest;
import domain.check.WatchResult;
import domain.failure.FailureKind;
import domain.people.Severity;
import domain.probe.ProbeResult;
import domain.probe.SmokeRequest;
import domain.profile.ComponentProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import domain.release.Revision;
import domain.release.RollbackRequest;
import domain.release.Rollout;
import domain.release.RolloutRequest;
import domain.release.Stable;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** Back to an earlier revision of a deployment on a cluster. */
final class ClusterRollback implements RollbackSteps {

	private static final Duration SMOKE_LONGEST = Duration.ofMinutes(2);

	private static final Duration WATCH = Duration.ofMinutes(2);

	private static final Duration WATCH_LONGEST = Duration.ofMinutes(15);

	private static final Duration POLL = Duration.ofSeconds(5);

	private final Procedure procedure;

	private final Rollback.Request request;

	private final ComponentProfile component;

	private final TargetProfile target;

	private final Words words;

	private Revision current;

	private Revision wanted;

	private ClusterRollback(Procedure procedure, Rollback.Request request, ComponentProfile component,
			TargetProfile target) {
		this.procedure = procedure;
		this.request = request;
		this.component = component;
		this.target = target;
		this.words = procedure.words();
		procedure.fact("component", component.name());
		procedure.fact("reason", request.reason());
	}

	static ClusterRollback of(Rollback.Request request, Procedure opened, ComponentProfile component) {
		SystemProfile profile = opened.profile();
		if (request.toRevision() != null && request.toVersion() != null) {
			throw Failures.input("toRevision", request.toRevision(),
					"toVersion is given as well (" + request.toVersion() + "): name one of them");
		}
		TargetProfile target = profile.target(component.target())
			.orElseThrow(() -> Failures.of(FailureKind.PROFILE,
					"profile " + profile.name() + ": component " + component.name() + " has no target"));
		return new ClusterRollback(opened.on(component.name()), request, component, target);
	}

	@Override
	public Procedure procedure() {
		return procedure;
	}

	@Override
	public void showHistory() {
		procedure.board().phase("history", words.say("Revisions of %s", "Revisões de %s", component.name()));
		List<Revision> history = Steps
			.safe(Rollouts.class, words.say("Revisions of %s", "Revisões de %s", component.name()))
			.rolloutHistory(rolloutRequest(null));
		history.forEach(revision -> procedure.board()
			.note("revision " + revision.number() + ": " + revision.version() + (revision.current() ? " *" : "")));
		current = history.stream()
			.filter(Revision::current)
			.findFirst()
			.orElseThrow(() -> Failures.of(FailureKind.NOT_FOUND,
					component.workload() + " has no current revision: is it deployed?"));
		wanted = Revisions.wanted(history, current, request);
		procedure.fact("from", current.version());
		procedure.fact("version", wanted.version());
		tell("rollback-started", Severity.WARNING);
	}

	@Override
	public void keepDiagnostics() {
		if (procedure.run().planning()) {
			return;
		}
		try {
			Steps
				.probe(Rollouts.class,
						words.say("Keep the diagnostics of %s", "Guardar o diagnóstico de %s", current.version()),
						Duration.ofMinutes(2))
				.collectDiagnostics(rolloutRequest(null));
		}
		catch (TemporalFailure failure) {
			// The way back does not wait for evidence of why it is needed.
			procedure.board().note(words.say("no diagnostics: %s", "sem diagnóstico: %s", Failures.words(failure)));
		}
	}

	@Override
	public void goBack() {
		procedure.refuseInFreeze();
		procedure.board()
			.phase("rollback", words.say("Back to revision %d (%s)", "De volta à revisão %d (%s)", wanted.number(),
					wanted.version()));
		procedure.changed(Steps
			.slow(Rollouts.class, words.say("Back to %s", "De volta a %s", wanted.version()), component.readyWithin())
			.rollBack(new RollbackRequest(procedure.run(), rollout(), wanted.number(), current.number()))
			.changes());
	}

	@Override
	public void smokeTest() {
		if (procedure.run().planning()) {
			return;
		}
		procedure.board().phase("smoke", words.say("Smoke test", "Smoke test"));
		List<String> bad = Steps
			.probe(Probes.class, words.say("Smoke test of %s", "Smoke test de %s", wanted.version()), SMOKE_LONGEST)
			.runSmokeTest(new SmokeRequest(procedure.run(), component.versionProbe(), wanted.version(),
					component.smoke(), SMOKE_LONGEST))
			.stream()
			.filter(answer -> !answer.healthy())
			.map(ProbeResult::inWords)
			.toList();
		if (!bad.isEmpty()) {
			fail(FailureKind.SMOKE,
					words.say("the smoke test failed: %s", "o smoke test falhou: %s", String.join("; ", bad)));
		}
	}

	@Override
	public void watchErrors() {
		if (procedure.run().planning() || component.errorRate() == null || procedure.profile().monitoring() == null) {
			return;
		}
		procedure.board().phase("watch", words.say("Watching the error rate", "Observando a taxa de erro"));
		Stable stable = new Stable(wanted.version(), null, 0, 0, wanted.number(), null, null);
		WatchResult result = Steps
			.watch(Analysis.class,
					words.say("Watch the error rate of %s", "Observar a taxa de erro de %s", wanted.version()))
			.watchRollback(new WatchRequest(procedure.run(), rollout(), stable, procedure.profile().monitoring(),
					List.of(component.errorRate()), "rollback", 0, Instant.ofEpochMilli(Workflow.currentTimeMillis()),
					WATCH, WATCH_LONGEST, POLL, Integer.MAX_VALUE, WATCH_LONGEST, WatchRequest.Until.PASSED, List.of(),
					WatchCounters.none()));
		if (result.end() != WatchEnd.PASSED) {
			fail(FailureKind.SMOKE, words.say("the error rate is not back to normal: %s",
					"a taxa de erro não voltou ao normal: %s", result.reason()));
		}
	}

	@Override
	public String close() {
		tell("rollback-done", Severity.WARNING);
		return words.say("%s back to %s (revision %d), was %s. Write the post-mortem: %s",
				"%s de volta a %s (revisão %d), antes %s. Escreva o postmortem: %s", component.name(), wanted.version(),
				wanted.number(), current.version(), request.reason() == null ? "?" : request.reason());
	}

	private void fail(FailureKind kind, String reason) {
		procedure.fact("reason", reason);
		tell("rollback-failed", Severity.CRITICAL);
		throw Failures.of(kind, reason);
	}

	private Rollout rollout() {
		return Rollout
			.of(target, component.workload(), component.container(), component.image(), null, null,
					component.readyWithin(), 1.0, null)
			.withHelm(component.deploy() == null ? null : component.deploy().helm());
	}

	private RolloutRequest rolloutRequest(Stable stable) {
		return new RolloutRequest(procedure.run(), rollout(), stable);
	}

	private void tell(String template, Severity severity) {
		Map<String, String> values = procedure.facts();
		procedure.tidings().tell(template, template, severity, "deploys", values);
	}

}
