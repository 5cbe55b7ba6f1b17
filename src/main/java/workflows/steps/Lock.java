package workflows.steps;

import activities.Locks;
import domain.failure.FailureKind;
import domain.lock.Lease;
import domain.lock.LockAnswer;
import domain.lock.LockRequest;
import domain.run.Run;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A run's hold on the lock of its system. */
final class Lock {

	private final Words words;

	private LockRequest request;

	private boolean asked;

	Lock(Run run, Words words, String reason) {
		this.words = words;
		this.request = new LockRequest(run.system(), run.component() == null ? "*" : run.component(), run.workflowId(),
				run.runId(), run.procedure(), reason, false, Duration.ZERO, false,
				Workflow.getInfo().getParentWorkflowId().orElse(null));
	}

	/**
	 * Holds less than the whole: others may work on components meanwhile, nobody on the
	 * whole system, and no second run under the same scope.
	 */
	void only(String scope) {
		request = request.within(scope);
	}

	/**
	 * From now on whoever holds the lock is told to abort, unless it is an emergency too.
	 * @param patience how long its undo is waited for
	 */
	void preempt(Duration patience) {
		request = request.preempting(patience);
	}

	void take() {
		asked = true;
		Instant since = Board.now();
		LockAnswer answer = Steps
			.slow(Locks.class, words.say("Take the lock of %s", "Obter a trava de %s", request.system()),
					request.patience())
			.acquireLock(request);
		Workflow.getMetricsScope()
			.tagged(Map.of("procedure", request.procedure(), "system", request.system()))
			.timer("holdfast_lock_wait")
			.record(com.uber.m3.util.Duration.ofMillis(Duration.between(since, Board.now()).toMillis()));
		if (!answer.granted()) {
			throw Failures.of(FailureKind.LOCKED, refused(answer.held()));
		}
	}

	void giveBack() {
		if (asked) {
			Workflow
				.newDetachedCancellationScope(() -> Steps
					.undo(Locks.class, words.say("Give the lock back", "Devolver a trava"), Duration.ZERO)
					.releaseLock(request))
				.run();
		}
	}

	private String refused(Lease held) {
		return words.say(
				"%s of %s is locked by %s \"%s\" since %s (%s). Wait for it to end, or send it the signal abort.",
				"%s de %s está travado por %s \"%s\" desde %s (%s). Espere que termine, ou envie-lhe o sinal abort.",
				request.scope(), request.system(), held.procedure(), held.holder(), held.since(), held.reason());
	}

}
