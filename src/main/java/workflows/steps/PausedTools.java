package workflows.steps;

import activities.Synchronisations;
import domain.lifecycle.PlaceRequest;
import domain.people.Severity;
import domain.profile.TargetProfile;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/**
 * The GitOps tools that steps of a run may have paused ({@code gitOps: pause} of a
 * target). They are given back once, when the run has done or undone what it wanted and
 * before it gives up the lock.
 */
final class PausedTools {

	private static final Logger log = Workflow.getLogger(PausedTools.class);

	private final Procedure procedure;

	private final List<TargetProfile> places;

	private boolean expected;

	PausedTools(Procedure procedure) {
		this.procedure = procedure;
		this.places = procedure.profile()
			.targets()
			.stream()
			.filter(place -> place.gitOps() == TargetProfile.GitOps.PAUSE)
			.toList();
	}

	/** From now on steps may pause them. */
	void expect() {
		expected = !places.isEmpty();
	}

	/** Never fails the run: what stays paused is said to people. */
	void giveBack() {
		if (!expected) {
			return;
		}
		expected = false;
		Workflow.newDetachedCancellationScope(this::giveBackNow).run();
	}

	private void giveBackNow() {
		Words words = procedure.words();
		try {
			procedure
				.changed(
						Steps
							.undo(Synchronisations.class,
									words.say("Give paused synchronisations back",
											"Devolver as sincronizações pausadas"),
									Duration.ZERO)
							.giveSynchronisationBack(new PlaceRequest(procedure.run(), places))
							.changes());
		}
		catch (TemporalFailure failure) {
			log.error("A synchronisation may still be paused", failure);
			String reason = Failures.words(failure);
			procedure.board()
				.note(words.say("a synchronisation may still be PAUSED: %s",
						"uma sincronização pode ainda estar PAUSADA: %s", reason));
			procedure.tidings()
				.tell("sync-still-paused", "sync-still-paused", Severity.CRITICAL, "incidents",
						Map.of("reason", reason));
		}
	}

}
