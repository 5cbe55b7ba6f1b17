package workflows.release;

import activities.Deploys;
import domain.failure.FailureKind;
import domain.lifecycle.Workload;
import domain.people.Severity;
import domain.profile.ComponentProfile;
import domain.profile.DeployProfile;
import domain.release.Artifact;
import domain.release.DeployRequest;
import domain.release.History;
import domain.release.Live;
import io.temporal.failure.TemporalFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import workflows.steps.Failures;
import workflows.steps.Parts;
import workflows.steps.Pause;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Wellbeing;
import workflows.steps.Words;

/** Back to an earlier version of what is deployed on a host. */
final class HostRollback implements RollbackSteps {

	/** What stopping, starting and copying may take beside building and getting ready. */
	private static final Duration UP = Duration.ofMinutes(5);

	private final Procedure procedure;

	private final Rollback.Request request;

	private final ComponentProfile component;

	private final DeployProfile how;

	private final Workload workload;

	private final Words words;

	private Live current;

	private Live wanted;

	private boolean verifies;

	private HostRollback(Procedure procedure, Rollback.Request request, ComponentProfile component) {
		this.procedure = procedure;
		this.request = request;
		this.component = component;
		this.how = component.deploy();
		this.workload = new Parts(procedure.profile()).workload(component);
		this.words = procedure.words();
		procedure.fact("component", component.name());
		procedure.fact("reason", request.reason());
	}

	static HostRollback of(Rollback.Request request, Procedure opened, ComponentProfile component) {
		if (request.toRevision() != null) {
			throw Failures.input("toRevision", request.toRevision(),
					component.name() + " is on a host, which has no revisions: name a version by toVersion");
		}
		return new HostRollback(opened.on(component.name()), request, component);
	}

	@Override
	public Procedure procedure() {
		return procedure;
	}

	@Override
	public void showHistory() {
		procedure.board().phase("history", words.say("Versions of %s", "Versões de %s", component.name()));
		String asked = request.toVersion() == null || request.toVersion().isBlank() ? null
				: request.toVersion().strip();
		History history = Steps.safe(Deploys.class, words.say("Versions of %s", "Versões de %s", component.name()))
			.findEarlier(new DeployRequest(procedure.run(), workload, how, component.image(), asked, null));
		current = history.current();
		wanted = history.wanted();
		verifies = history.verifies();
		procedure.board().note(current.inWords() + " *");
		history.earlier().forEach(earlier -> procedure.board().note(earlier.inWords()));
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
			keepLog(current.version());
		}
		catch (TemporalFailure failure) {
			// The way back does not wait for evidence of why it is needed.
			procedure.board().note(words.say("no diagnostics: %s", "sem diagnóstico: %s", Failures.words(failure)));
		}
	}

	private void keepLog(String version) {
		Artifact log = Steps.probe(Deploys.class, words.say("Log of %s", "Log de %s", version), Duration.ofMinutes(2))
			.keepLog(deployRequest());
		procedure.board().note(log.summary().lines().findFirst().orElse("") + ": " + log.location());
	}

	@Override
	public void goBack() {
		procedure.refuseInFreeze();
		procedure.board().phase("rollback", words.say("Back to %s", "De volta a %s", wanted.inWords()));
		procedure.changed(
				told(() -> Steps
					.slow(Deploys.class, words.say("Back to %s", "De volta a %s", wanted.version()),
							how.buildWithin().plus(UP).plus(component.readyWithin()))
					.goBack(deployRequest())
					.changes()));
		if (!procedure.run().planning() && how.settle().isPositive()) {
			Pause.lasting(how.settle(), words.say("%s settles", "%s se estabiliza", wanted.version()));
		}
	}

	@Override
	public void smokeTest() {
		told(() -> {
			new Wellbeing(procedure).requireSmoke(component,
					component.versionProbe() == null ? null : wanted.version());
			return null;
		});
	}

	/** Whether it does what it must, where the target knows; else what it writes. */
	@Override
	public void watchErrors() {
		if (procedure.run().planning()) {
			return;
		}
		procedure.board().phase("watch", words.say("Looking for errors", "Procurando erros"));
		if (verifies) {
			told(() -> {
				Verification.require(procedure, deployRequest(), wanted.version(), how.buildWithin());
				return null;
			});
			return;
		}
		keepLog(wanted.version());
	}

	@Override
	public String close() {
		tell("rollback-done", Severity.WARNING);
		return words.say("%s back to %s, was %s. Write the post-mortem: %s",
				"%s de volta a %s, antes %s. Escreva o postmortem: %s", component.name(), wanted.inWords(),
				current.inWords(), request.reason() == null ? "?" : request.reason());
	}

	/** People hear at once that the way back failed: nothing else is tried. */
	private <T> T told(Supplier<T> step) {
		try {
			return step.get();
		}
		catch (TemporalFailure failure) {
			if (!Failures.cancelled(failure)) {
				procedure.fact("reason", Failures.words(failure));
				tell("rollback-failed", Severity.CRITICAL);
			}
			throw failure;
		}
	}

	/** Back: what was live before is the version that is wanted. */
	private DeployRequest deployRequest() {
		return new DeployRequest(procedure.run(), workload, how, component.image(), current.version(), wanted);
	}

	private void tell(String template, Severity severity) {
		Map<String, String> values = procedure.facts();
		procedure.tidings().tell(template, template, severity, "deploys", values);
	}

}
