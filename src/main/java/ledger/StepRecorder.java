package ledger;

import domain.failure.PermanentFailure;
import domain.run.Arguments;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.ActivityCanceledException;
import io.temporal.common.RetryOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.Header;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Instant;
import ledger.Entry.StepStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records each attempt of a step, and what follows from its result. */
final class StepRecorder extends ActivityInboundCallsInterceptorBase {

	private static final Logger log = LoggerFactory.getLogger(StepRecorder.class);

	private final EvidenceQueue queue;

	private final DataConverter converter;

	private ActivityInfo info;

	StepRecorder(ActivityInboundCallsInterceptor next, EvidenceQueue queue, DataConverter converter) {
		super(next);
		this.queue = queue;
		this.converter = converter;
	}

	@Override
	public void init(ActivityExecutionContext context) {
		this.info = context.getInfo();
		super.init(context);
	}

	@Override
	public ActivityOutput execute(ActivityInput input) {
		if (info.isLocal() || !info.isInWorkflow() || !Recording.isProcedure(info.getWorkflowType())) {
			return super.execute(input);
		}
		record(input.getHeader(), null, StepStatus.RUNNING, null, null);
		queue.addAll(StepFacts.ofArguments(run(input.getHeader()), input.getArguments()));
		ActivityOutput output;
		try {
			output = super.execute(input);
		}
		catch (RuntimeException | Error failure) {
			record(input.getHeader(), Instant.now(), afterwards(failure),
					FailureText.of(failure, Arguments.language(input.getArguments())), null);
			throw failure;
		}
		completed(input, output.getResult());
		return output;
	}

	/** The step has succeeded: whatever cannot be recorded here must not fail it. */
	private void completed(ActivityInput input, Object result) {
		try {
			Instant now = Instant.now();
			Payload payload = converter.toPayload(result).orElse(null);
			record(input.getHeader(), now, StepStatus.COMPLETED, null, payload);
			queue.addAll(StepFacts.ofResult(run(input.getHeader()), info.getActivityId(), input.getArguments(), result,
					now));
		}
		catch (RuntimeException unrecordable) {
			log.error("Step {} of run {} is not recorded now; it is read from the history when the run has ended",
					info.getActivityType(), info.getWorkflowRunId(), unrecordable);
		}
	}

	private void record(Header header, Instant ended, StepStatus status, FailureText failure, Payload result) {
		String run = run(header);
		Instant started = Instant.ofEpochMilli(info.getStartedTimestamp());
		queue.add(new Entry.StepEntry(run, info.getActivityId(), info.getActivityType(), Recording.summaryOf(header),
				info.getAttempt(), Instant.ofEpochMilli(info.getScheduledTimestamp()), started,
				status == StepStatus.RETRYING ? null : ended, status, failure, Json.text(result), Json.digest(result),
				false));
		queue.add(new Entry.AttemptEntry(run, info.getActivityId(), info.getAttempt(), started, ended, failure));
	}

	private String run(Header header) {
		return Recording.runOf(header, info.getWorkflowRunId());
	}

	/** What becomes of the step after a failed attempt, as far as it is known here. */
	private StepStatus afterwards(Throwable failure) {
		if (failure instanceof ActivityCanceledException || failure instanceof CanceledFailure) {
			return StepStatus.CANCELED;
		}
		boolean permanent = failure instanceof PermanentFailure
				|| (failure instanceof ApplicationFailure application && application.isNonRetryable());
		RetryOptions retries = info.getRetryOptions();
		int most = retries == null ? 0 : retries.getMaximumAttempts();
		return permanent || (most > 0 && info.getAttempt() >= most) ? StepStatus.FAILED : StepStatus.RETRYING;
	}

}
