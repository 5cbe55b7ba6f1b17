package ledger;

import domain.failure.PermanentFailure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.time.Instant;

/**
 * Records the start and the end of one run. Not while it is replayed: then it was
 * recorded before, or the sweep reads it from the history. An exception that does not end
 * a workflow is not recorded as its end.
 */
final class RunRecorder extends WorkflowInboundCallsInterceptorBase {

	private final EvidenceQueue queue;

	private final DataConverter converter;

	RunRecorder(WorkflowInboundCallsInterceptor next, EvidenceQueue queue, DataConverter converter) {
		super(next);
		this.queue = queue;
		this.converter = converter;
	}

	@Override
	public void init(WorkflowOutboundCallsInterceptor outbound) {
		super.init(new Recording.Labels(outbound));
	}

	@Override
	public WorkflowOutput execute(WorkflowInput input) {
		WorkflowInfo info = Workflow.getInfo();
		if (!Recording.isProcedure(info.getWorkflowType())) {
			return super.execute(input);
		}
		RunInput asked = asked(input);
		record(info, asked, null);
		try {
			WorkflowOutput output = super.execute(input);
			record(info, asked, RunEnd.completed(now(), converter.toPayload(output.getResult()).orElse(null)));
			return output;
		}
		catch (TemporalFailure | PermanentFailure failure) {
			String status = failure instanceof CanceledFailure ? "CANCELED" : "FAILED";
			record(info, asked, RunEnd.ended(now(), status, FailureText.of(failure, null)));
			throw failure;
		}
	}

	private void record(WorkflowInfo info, RunInput asked, RunEnd end) {
		if (!WorkflowUnsafe.isReplaying()) {
			Instant started = Instant.ofEpochMilli(info.getRunStartedTimestampMillis());
			queue.add(new Entry.RunEntry(info.getFirstExecutionRunId(), info.getWorkflowId(), info.getRunId(), started,
					info.getWorkflowType(), asked, started, end, false, false));
		}
	}

	private RunInput asked(WorkflowInput input) {
		Object[] arguments = input.getArguments();
		Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
		return RunInput.of(Json.tree(converter.toPayload(first).orElse(null)));
	}

	private static Instant now() {
		return Instant.ofEpochMilli(Workflow.currentTimeMillis());
	}

}
