package workflows.maintenance;

import domain.failure.FailureKind;
import domain.maintenance.TaskResult.Status;
import domain.maintenance.TaskResult;
import domain.profile.Routine;
import domain.profile.RoutineTask;
import io.temporal.failure.TemporalFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Stopped;
import workflows.steps.Words;

/**
 * Whether a task may begin: it must fit what is left of the budget, and what changes
 * something must not meet a freeze or another run on the system.
 */
final class Admittance {

	private static final String DOWNTIME = "downtime";

	private final Procedure procedure;

	private final Words words;

	private final Routine routine;

	private final Budget budget;

	private boolean locked;

	private String heldBack;

	private Gate downtime;

	Admittance(Procedure procedure, Routine routine, Budget budget) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.routine = routine;
		this.budget = budget;
	}

	/** Why a task does not begin, as its result; empty when it does. */
	Optional<TaskResult> refusal(RoutineTask task, List<RoutineTask> later) {
		return overBudget(task).or(() -> task.changes() ? held(task) : Optional.empty())
			.or(() -> task.downtime() ? unwanted(task, later) : Optional.empty());
	}

	private Optional<TaskResult> overBudget(RoutineTask task) {
		return budget.refusal(task, Board.now()).map(why -> TaskResult.notBegun(task, Status.NO_BUDGET, why));
	}

	private Optional<TaskResult> held(RoutineTask task) {
		try {
			procedure.refuseInFreeze();
			if (!locked && heldBack == null) {
				lock();
			}
		}
		catch (TemporalFailure frozen) {
			if (Failures.kind(frozen).filter(FailureKind.FROZEN::equals).isEmpty()) {
				throw frozen;
			}
			return Optional.of(TaskResult.notBegun(task, Status.HELD_BACK, Failures.words(frozen)));
		}
		catch (Stopped notOverridden) {
			return Optional.of(TaskResult.notBegun(task, Status.HELD_BACK, notOverridden.getMessage()));
		}
		return Optional.ofNullable(heldBack).map(why -> TaskResult.notBegun(task, Status.HELD_BACK, why));
	}

	private void lock() {
		try {
			procedure.takeLock();
			locked = true;
		}
		catch (TemporalFailure held) {
			if (Failures.kind(held).filter(FailureKind.LOCKED::equals).isEmpty()) {
				throw held;
			}
			heldBack = Failures.words(held);
		}
	}

	/** The first task with downtime asks for all of them. */
	private Optional<TaskResult> unwanted(RoutineTask task, List<RoutineTask> later) {
		if (procedure.run().planning()) {
			return Optional.empty();
		}
		if (downtime == null) {
			downtime = procedure.gates().ask(question(task, later));
		}
		if (!downtime.approved()) {
			String said = downtime.inWords();
			return Optional.of(TaskResult.notBegun(task, Status.STOPPED,
					words.say("no downtime was allowed: %s", "a indisponibilidade não foi permitida: %s",
							said.isEmpty() ? words.say("nobody answered", "ninguém respondeu") : said)));
		}
		// Time has passed at the gate.
		return overBudget(task);
	}

	private Gate.Question question(RoutineTask task, List<RoutineTask> later) {
		List<RoutineTask> down = Stream.concat(Stream.of(task), later.stream().filter(RoutineTask::downtime)).toList();
		String names = down.stream()
			.map(each -> each.title() + " (" + words.length(each.expected()) + ")")
			.collect(Collectors.joining(", "));
		Duration whole = down.stream().map(RoutineTask::expected).reduce(Duration.ZERO, Duration::plus);
		Optional<Duration> left = budget.timeLeft(Board.now());
		String text = words.say(
				"The part with downtime begins: %s. Expected %s in all; %s of %s downtime are left, and %s of the routine's %s.",
				"Começa a parte com indisponibilidade: %s. Previsto %s no total; restam %s de %s de indisponibilidade, e %s dos %s da rotina.",
				names, words.length(whole), words.length(budget.downtimeLeft()), words.length(routine.downtime()),
				left.map(words::length).orElse("∞"), routine.longest() == null ? "∞" : words.length(routine.longest()));
		return new Gate.Question(DOWNTIME, DOWNTIME, text, false,
				left.map(time -> time.minus(task.expected())).orElse(null));
	}

}
