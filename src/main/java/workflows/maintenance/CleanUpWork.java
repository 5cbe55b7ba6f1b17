package workflows.maintenance;

import activities.CleanUps;
import domain.lifecycle.Workload;
import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftovers;
import domain.maintenance.TaskEvidence;
import domain.profile.CleanUp;
import domain.profile.RoutineTask;
import domain.profile.SystemProfile;
import domain.release.Changes;
import java.time.Duration;
import java.util.List;
import workflows.steps.Board;
import workflows.steps.Gate;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * Counts, shows, asks when it is more than usual, removes up to the cap, counts again.
 */
final class CleanUpWork implements Work {

	private final Procedure procedure;

	private final Words words;

	CleanUpWork(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	@Override
	public TaskEvidence work(RoutineTask task) {
		CleanUp asked = task.cleanUp();
		CleanUpRequest request = request(asked);
		Leftovers found = count(task, request);
		String seen = words.say("%d found%s%s", "%d encontrados%s%s", found.count(), room(found), examples(found));
		if (asked.onlyLook()) {
			List<String> findings = found.count() == 0 ? List.of() : List.of(seen);
			return new TaskEvidence(seen, null, findings, null, null);
		}
		procedure.board().note(task.title() + ": " + seen);
		if (found.count() == 0) {
			return TaskEvidence.of(seen);
		}
		if (!wanted(task, found, seen)) {
			return refused(seen);
		}
		Changes changes = Steps
			.slow(CleanUps.class,
					words.say("%s: remove at most %d", "%s: remover no máximo %d", task.title(), asked.most()),
					Duration.ofHours(1))
			.removeLeftovers(request.after(found.count()));
		return procedure.run().planning() ? new TaskEvidence(seen, null, null, changes.changes(), null)
				: checked(task, request, found, changes);
	}

	private TaskEvidence checked(RoutineTask task, CleanUpRequest request, Leftovers found, Changes changes) {
		Leftovers left = count(task, request);
		String done = words.say("%d found, %d left%s", "%d encontrados, restam %d%s", found.count(), left.count(),
				room(found));
		boolean capped = left.count() > 0;
		List<String> findings = capped ? List.of(words.say("%s (at most %d are removed in one run)%s",
				"%s (no máximo %d são removidos em uma execução)%s", done, request.asked().most(), examples(left)))
				: List.of();
		return new TaskEvidence(done, null, findings, changes.changes(), null);
	}

	private Leftovers count(RoutineTask task, CleanUpRequest request) {
		return Steps.slow(CleanUps.class, words.say("%s: look", "%s: verificar", task.title()), Duration.ofMinutes(10))
			.findLeftovers(request);
	}

	private boolean wanted(RoutineTask task, Leftovers found, String seen) {
		Integer usual = task.cleanUp().askAbove();
		if (usual == null || found.count() <= usual || procedure.run().planning()) {
			return true;
		}
		return procedure.gates()
			.ask(new Gate.Question(task.name(), "clean-up",
					words.say("%s: %s. That is more than %d. Remove them (at most %d)?",
							"%s: %s. É mais do que %d. Remover (no máximo %d)?", task.title(), seen, usual,
							task.cleanUp().most())))
			.approved();
	}

	private TaskEvidence refused(String seen) {
		String why = words.say("nothing was removed: nobody approved it. %s", "nada foi removido: ninguém aprovou. %s",
				seen);
		return new TaskEvidence(why, null, List.of(why), null, null);
	}

	private CleanUpRequest request(CleanUp asked) {
		SystemProfile profile = procedure.profile();
		Parts parts = new Parts(profile);
		Workload workload = asked.component() == null ? null : parts.workload(parts.named(asked.component()));
		return new CleanUpRequest(procedure.run(), asked,
				asked.target() == null ? null : profile.target(asked.target()).orElseThrow(), workload,
				asked.store() == null ? null : profile.store(asked.store()).orElseThrow(),
				Board.now().minus(asked.olderThan()), null);
	}

	private String room(Leftovers found) {
		return found.bytes() == 0 ? "" : words.say(", %d bytes", ", %d bytes", found.bytes());
	}

	private static String examples(Leftovers found) {
		return found.examples().isEmpty() ? ""
				: ": " + String.join(", ", found.examples()) + (found.count() > found.examples().size() ? ", …" : "");
	}

}
