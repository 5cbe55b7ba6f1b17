package ledger;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import java.util.function.Supplier;

/**
 * Records every run and every step of every procedure as they happen; neither procedures
 * nor steps know of it. Never waits for the ledger and never fails because of it.
 */
class EvidenceInterceptor extends WorkerInterceptorBase {

	private final EvidenceQueue queue;

	private final Supplier<DataConverter> converter;

	EvidenceInterceptor(EvidenceQueue queue, Supplier<DataConverter> converter) {
		this.queue = queue;
		this.converter = converter;
	}

	@Override
	public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
		return new RunRecorder(next, queue, converter.get());
	}

	@Override
	public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
		return new StepRecorder(next, queue, converter.get());
	}

}
