package workflows.release;

import activities.Analysis;
import domain.check.WatchRequest;
import domain.check.WatchResult;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
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

	/** The result; after being told to stop, with the counters so far. */
	WatchResult stop() {
		if (!result.isCompleted()) {
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
			throw failure;
		}
	}

}
