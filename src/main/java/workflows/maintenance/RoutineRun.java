package workflows.maintenance;

import domain.failure.FailureKind;
import domain.maintenance.Cadence;
import domain.maintenance.RoutineOutcome;
import domain.maintenance.TaskResult.Status;
import domain.maintenance.TaskResult;
import domain.profile.Routine;
import domain.profile.RoutineTask;
import domain.run.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workflows.steps.Failures;
import workflows.steps.Opening;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** One run of a routine: its tasks, then what is said about them. */
final class RoutineRun {

	private final Procedure procedure;

	private final Words words;

	private final Cadence cadence;

	private final Routine routine;

	private final TaskList list;

	private RoutineRun(Procedure procedure, Cadence cadence, RoutineInput input) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.cadence = cadence;
		this.routine = procedure.profile().maintenance().of(cadence);
		this.list = new TaskList(procedure, routine, input);
	}

	static RoutineOutcome of(Cadence cadence, RoutineInput input) {
		Procedure procedure = Procedure.open(new Opening(input.system(), null, input.reason(), input.requestedBy(),
				input.mode(), input.freezeOverride()));
		check(cadence, procedure.profile().maintenance().of(cadence), input);
		return new RoutineRun(procedure, cadence, input).run();
	}

	private static void check(Cadence cadence, Routine routine, RoutineInput input) {
		String name = cadence.name().toLowerCase(Locale.ROOT);
		if (routine.tasks().isEmpty()) {
			throw Failures.input("system", input.system(), "its profile has no tasks under maintenance." + name);
		}
		List<String> known = routine.tasks().stream().map(RoutineTask::name).toList();
		refuseUnknown("tasks", input.tasks(), known);
		refuseUnknown("without", input.without(), known);
	}

	private static void refuseUnknown(String field, List<String> given, List<String> known) {
		given.stream().filter(task -> !known.contains(task)).findFirst().ifPresent(unknown -> {
			throw Failures.input(field, unknown, "tasks of this routine: " + known);
		});
	}

	private RoutineOutcome run() {
		Outcome outcome = procedure.observe(() -> {
			list.workThrough();
			return close();
		});
		return new RoutineOutcome(outcome.result(), outcome.summary(), outcome.changes(), list.results());
	}

	private String close() {
		String summary = summary();
		new RoutineReport(procedure, cadence, list.results()).hand();
		if (list.has(Status.FAILED)) {
			throw Failures.of(FailureKind.INCOMPLETE, summary);
		}
		return summary;
	}

	private String summary() {
		String counts = Stream.of(Status.values())
			.filter(list::has)
			.map(status -> list.count(status) + " " + TaskTable.status(words, status, list.count(status)))
			.collect(Collectors.joining(", "));
		String bad = list.results()
			.stream()
			.filter(TaskResult::bad)
			.map(result -> result.name() + ": "
					+ (result.evidence().findings().isEmpty() ? result.evidence().words()
							: String.join("; ", result.evidence().findings())))
			.collect(Collectors.joining(". "));
		return words.say("%d tasks: %s", "%d tarefas: %s", routine.tasks().size(), counts)
				+ (bad.isEmpty() ? "" : ". " + bad);
	}

}
