package workflows.steps;

import domain.failure.FailureKind;
import domain.gate.DecisionRecord;
import domain.run.Outcome;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries out a procedure's steps: a failure, an abort or a cancellation takes back what
 * was begun, and whatever happens the lock is given back and people's words are kept.
 */
final class Conduct {

	private final Procedure procedure;

	private final Words words;

	private final Gates gates;

	private final PausedTools paused;

	Conduct(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.gates = procedure.gates();
		this.paused = procedure.paused();
	}

	/** With the lock, and not in a freeze. */
	Outcome underLock(Supplier<String> steps) {
		return carryOut(() -> locked(steps));
	}

	/** As they are: steps that change nothing. */
	Outcome carryOut(Supplier<String> steps) {
		procedure.listen();
		procedure.board().begin(procedure.run().system(), procedure.run().component());
		procedure.page().show(procedure.board());
		Ending ending = new Ending();
		CancellationScope scope = Workflow.newCancellationScope(() -> ending.summary = steps.get());
		gates.onAbort(scope::cancel);
		try {
			scope.run();
			paused.giveBack();
			return procedure.conclusion().finish(ending.summary, procedure.changes());
		}
		catch (Stopped stopped) {
			return procedure.conclusion().takeBack(stopped, procedure.undo(), procedure.changes());
		}
		catch (TemporalFailure failure) {
			return procedure.conclusion().takeBack(stoppedBy(failure), procedure.undo(), procedure.changes());
		}
		finally {
			settle();
		}
	}

	/** Silence and a cancellation are a no. */
	boolean askAfterwards(Gate.Question question) {
		try {
			return gates.ask(question).approved();
		}
		catch (TemporalFailure stopped) {
			if (Failures.cancelled(stopped)) {
				return false;
			}
			throw stopped;
		}
		finally {
			settle();
		}
	}

	private String locked(Supplier<String> steps) {
		procedure.takeLock();
		procedure.refuseInFreeze();
		return steps.get();
	}

	private Stopped stoppedBy(TemporalFailure failure) {
		Optional<DecisionRecord> aborted = gates.aborted();
		if (aborted.isPresent()) {
			return new Stopped(FailureKind.ABORTED,
					words.say("aborted by %s: %s", "abortado por %s: %s", aborted.get().by(), aborted.get().reason()));
		}
		if (Failures.cancelled(failure)) {
			return new Stopped(FailureKind.ABORTED,
					words.say("cancelled in the Temporal UI", "cancelado na interface do Temporal"));
		}
		return new Stopped(Failures.kind(failure).orElse(FailureKind.UNDONE), Failures.words(failure));
	}

	private void settle() {
		gates.closeAll();
		paused.giveBack();
		if (!procedure.run().planning()) {
			procedure.lock().giveBack();
		}
		Workflow.newDetachedCancellationScope(() -> {
			procedure.tidings().settle();
			procedure.filing().forEach(record -> record.handle((done, failure) -> done).get());
			Workflow.await(Workflow::isEveryHandlerFinished);
		}).run();
	}

	private static final class Ending {

		private String summary;

	}

}
