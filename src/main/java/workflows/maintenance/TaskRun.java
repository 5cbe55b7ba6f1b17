package workflows.maintenance;

import domain.maintenance.TaskEvidence;
import domain.maintenance.TaskResult.Status;
import domain.maintenance.TaskResult;
import domain.profile.RoutineTask;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Stopped;
import workflows.steps.Words;

/** Does one task within its time, whatever becomes of it. */
final class TaskRun {

	private final Procedure procedure;

	private final Words words;

	private final Works works;

	TaskRun(Procedure procedure, RoutineInput input) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.works = new Works(procedure, input);
	}

	TaskResult perform(RoutineTask task) {
		Instant began = Board.now();
		try {
			if (task.approval() && !approved(task)) {
				return TaskResult.notBegun(task, Status.STOPPED, words.say("nobody approved it", "ninguém a aprovou"));
			}
			TaskEvidence evidence = inTime(task);
			Status status = evidence.findings().isEmpty() ? Status.DONE : Status.FINDINGS;
			return result(task, status, evidence, began);
		}
		catch (TemporalFailure failure) {
			return result(task, Status.FAILED, TaskEvidence.of(Failures.words(failure)), began);
		}
		catch (Stopped no) {
			return result(task, Status.FAILED, TaskEvidence.of(no.getMessage()), began);
		}
	}

	private boolean approved(RoutineTask task) {
		if (procedure.run().planning()) {
			return true;
		}
		return procedure.gates()
			.ask(new Gate.Question("begin-" + task.name(), "maintenance",
					words.say("Begin %s%s?", "Iniciar %s%s?", task.title(), what(task))))
			.approved();
	}

	/** What somebody says yes to: the program, and for how long at most. */
	private String what(RoutineTask task) {
		return task.command() == null ? "" : words.say(" (`%s` on %s, at most %s)", " (`%s` em %s, no máximo %s)",
				String.join(" ", task.command().command()), task.command().target(), words.length(task.within()));
	}

	private static TaskResult result(RoutineTask task, Status status, TaskEvidence evidence, Instant began) {
		return new TaskResult(task.name(), task.title(), task.owner(), status, evidence, began, Board.now());
	}

	private TaskEvidence inTime(RoutineTask task) {
		List<Promise<TaskEvidence>> begun = new java.util.ArrayList<>();
		CancellationScope scope = Workflow
			.newCancellationScope(() -> begun.add(Async.function(works.of(task.kind())::work, task)));
		scope.run();
		Promise<TaskEvidence> work = begun.getFirst();
		boolean late = false;
		try {
			late = !Workflow.await(task.within(), work::isCompleted);
		}
		finally {
			if (!work.isCompleted()) {
				scope.cancel();
				// What it still does must be over before anybody goes on.
				Workflow.newDetachedCancellationScope(() -> work.handle((done, failure) -> done).get()).run();
			}
		}
		if (late) {
			throw Failures.of(domain.failure.FailureKind.NOT_READY, words.say("it was not done within %s and was ended",
					"não terminou em %s e foi encerrada", words.length(task.within())));
		}
		return work.get();
	}

}
