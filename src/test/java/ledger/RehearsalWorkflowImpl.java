package ledger;

import domain.check.WatchRequest;
import domain.gate.DecisionRecord;
import domain.release.WeightRequest;
import domain.run.Outcome;
import domain.run.Run;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Steps in a row, then the ending that was asked for. */
public class RehearsalWorkflowImpl implements RehearsalWorkflow {

	private final RehearsalSteps steps = Workflow.newActivityStub(RehearsalSteps.class,
			ActivityOptions.newBuilder()
				.setStartToCloseTimeout(Duration.ofSeconds(10))
				.setRetryOptions(RetryOptions.newBuilder().setInitialInterval(Duration.ofMillis(10)).build())
				.setSummary("A step of the rehearsal")
				.build());

	private boolean told;

	@Override
	public Outcome rehearse(Request request) {
		var info = Workflow.getInfo();
		Run run = new Run(info.getWorkflowId(), info.getFirstExecutionRunId(), info.getWorkflowType(), request.system(),
				request.component(), request.mode(), "en");
		steps.createThing(run);
		if (request.ending().equals("late")) {
			Workflow.await(() -> told);
		}
		steps.shiftThing(new WeightRequest(run, null, null, 25));
		steps.backUpThing(run);
		steps.watchThing(new WatchRequest(run, null, null, null, List.of(), "25 %", 25, null, null, null, null, 0, null,
				null, List.of(), null));
		steps.fileDecision(run, new DecisionRecord("approve", null, "ana", "fine",
				Instant.ofEpochMilli(Workflow.currentTimeMillis()), true, null));
		steps.failTwice(run);
		steps.tellPeople(run);
		if (request.ending().equals("badly")) {
			fail(run);
		}
		return new Outcome(Outcome.Result.COMPLETED, "All is done", List.of(), List.of());
	}

	private void fail(Run run) {
		try {
			steps.failForGood(run);
		}
		catch (TemporalFailure failure) {
			throw ApplicationFailure.newNonRetryableFailureWithCause("taken back", "UNDONE", failure);
		}
	}

	@Override
	public void goOn() {
		told = true;
	}

}
