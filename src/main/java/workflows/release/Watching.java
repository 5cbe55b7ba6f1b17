package workflows.release;

import activities.Analysis;
import domain.check.WatchCounters;
import domain.check.WatchEnd;
import domain.check.WatchRequest;
import domain.check.WatchResult;
import io.temporal.common.converter.Values;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import workflows.steps.Steps;

/** One watch step under way. */
final class Watching {

	private final CancellationScope scope;

	private Promise<WatchResult> result;

	Watching(WatchRequest request, String summary) {
		Analysis analysis = Steps.watch(Analysis.class, summary);
		scope = Workflow.newCancellationScope(() -> result = Async.function(analysis::watchCanary, request));
		scope.run();
	}

	boolean done() {
		return result.isCompleted();
	}

	/**
	 * The result; after being told to stop, with the counters so far. A step that was
	 * told to stop is not repeated when its worker dies then: that it died is no reason
	 * to undo anything, the next watch goes on.
	 */
	WatchResult stop() {
		boolean told = !result.isCompleted();
		if (told) {
			scope.cancel();
		}
		try {
			return result.get();
		}
		catch (CanceledFailure neverStarted) {
			return null;
		}
		catch (ActivityFailure failure) {
			if (failure.getCause() instanceof CanceledFailure) {
				return null;
			}
			if (told && failure.getCause() instanceof TimeoutFailure lost) {
				return lastReported(lost);
			}
			if (told && failure.getCause() instanceof ApplicationFailure passing && !passing.isNonRetryable()) {
				return null;
			}
			throw failure;
		}
	}

	private static WatchResult lastReported(TimeoutFailure lost) {
		Values reported = lost.getLastHeartbeatDetails();
		if (reported == null || reported.getSize() == 0) {
			return null;
		}
		return new WatchResult(WatchEnd.TOLD, "its worker was lost", Instant.ofEpochMilli(Workflow.currentTimeMillis()),
				List.of(), reported.get(WatchCounters.class));
	}

}
