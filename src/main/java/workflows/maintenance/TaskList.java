package workflows.maintenance;

import domain.maintenance.TaskResult.Status;
import domain.maintenance.TaskResult;
import domain.profile.Routine;
import domain.profile.RoutineTask;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workflows.steps.Board;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Words;

/**
 * Works through a routine's tasks in their order: those that only look side by side,
 * those that change something alone. A task that waits for its turn alone is not
 * overtaken.
 */
final class TaskList {

	private final Procedure procedure;

	private final Words words;

	private final Routine routine;

	private final TaskRun runs;

	private final Admittance admittance;

	private final Budget budget;

	private final List<RoutineTask> waiting = new ArrayList<>();

	private final Map<RoutineTask, Promise<TaskResult>> underWay = new LinkedHashMap<>();

	private final List<TaskResult> ended = new ArrayList<>();

	TaskList(Procedure procedure, Routine routine, RoutineInput input) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.routine = routine;
		this.runs = new TaskRun(procedure, input);
		this.budget = new Budget(routine, words, Board.now());
		this.admittance = new Admittance(procedure, routine, budget);
		for (RoutineTask task : routine.tasks()) {
			if (input.asksFor(task.name())) {
				waiting.add(task);
			}
			else {
				ended.add(TaskResult.notBegun(task, Status.LEFT_OUT, words.say("not asked for", "não foi pedida")));
			}
		}
	}

	void workThrough() {
		try {
			show();
			while (!waiting.isEmpty() || !underWay.isEmpty()) {
				if (!beginNext()) {
					Workflow.await(() -> underWay.values().stream().anyMatch(Promise::isCompleted));
					settle();
				}
				procedure.gates().awaitNotHeld();
			}
		}
		finally {
			// Whoever stops the run waits for what its tasks still do.
			Workflow
				.newDetachedCancellationScope(
						() -> underWay.values().forEach(task -> task.handle((result, failure) -> result).get()))
				.run();
		}
	}

	/** Begins, or settles without beginning, one task. */
	private boolean beginNext() {
		for (RoutineTask task : List.copyOf(waiting)) {
			if (!ready(task)) {
				continue;
			}
			if (!mayBegin(task)) {
				return false;
			}
			waiting.remove(task);
			Optional<TaskResult> refused = admittance.refusal(task, waiting);
			refused.ifPresentOrElse(this::end, () -> underWay.put(task, Async.function(runs::perform, task)));
			show();
			return true;
		}
		return false;
	}

	private boolean ready(RoutineTask task) {
		return task.after().stream().allMatch(name -> ended.stream().anyMatch(result -> result.name().equals(name)));
	}

	private boolean mayBegin(RoutineTask task) {
		boolean alone = underWay.keySet().stream().anyMatch(other -> !other.sideBySide());
		return !alone && (task.sideBySide() ? underWay.size() < routine.sideBySide() : underWay.isEmpty());
	}

	private void settle() {
		for (RoutineTask task : List.copyOf(underWay.keySet())) {
			if (underWay.get(task).isCompleted()) {
				TaskResult result = underWay.remove(task).get();
				if (task.downtime()) {
					budget.spent(result.took());
				}
				end(result);
				if (result.bad()) {
					goOnOrNot(task, result);
				}
			}
		}
		show();
	}

	private void end(TaskResult result) {
		ended.add(result);
		procedure.changed(result.evidence().changes());
		procedure.board()
			.note(result.title() + ": " + TaskTable.status(words, result.status(), 1) + ". "
					+ result.evidence().words());
	}

	private void goOnOrNot(RoutineTask task, TaskResult result) {
		boolean stops = switch (task.onFailure()) {
			case GO_ON -> false;
			case STOP -> true;
			case ASK -> !waiting.isEmpty() && !approved(task, result);
		};
		if (stops) {
			waiting.forEach(left -> ended.add(TaskResult.notBegun(left, Status.STOPPED,
					words.say("because of %s", "por causa de %s", task.title()))));
			waiting.clear();
		}
	}

	private boolean approved(RoutineTask task, TaskResult result) {
		if (procedure.run().planning()) {
			return true;
		}
		// Whoever is asked sees the task that it is about as it ended.
		table();
		String seen = TaskTable.seen(result);
		return procedure.gates()
			.ask(new Gate.Question("task-" + task.name(), "maintenance",
					words.say("%s: %s. Go on with the other tasks? %d are left.",
							"%s: %s. Continuar com as outras tarefas? Restam %d.", task.title(), seen, waiting.size())))
			.approved();
	}

	/** Every task, in the routine's order. */
	List<TaskResult> results() {
		List<String> order = routine.tasks().stream().map(RoutineTask::name).toList();
		return ended.stream().sorted(Comparator.comparingInt(result -> order.indexOf(result.name()))).toList();
	}

	boolean has(Status status) {
		return count(status) > 0;
	}

	long count(Status status) {
		return ended.stream().filter(result -> result.status() == status).count();
	}

	private void show() {
		List<String> names = underWay.keySet().stream().map(RoutineTask::title).toList();
		procedure.board()
			.phase("maintenance",
					names.isEmpty()
							? words.say("%d of %d tasks have ended", "%d de %d tarefas terminaram", ended.size(),
									routine.tasks().size())
							: words.say("Under way: %s", "Em andamento: %s", String.join(", ", names)));
		table();
	}

	private void table() {
		procedure.board().table(TaskTable.of(words, routine.tasks(), ended, underWay.keySet()));
	}

}
