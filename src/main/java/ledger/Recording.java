package ledger;

import java.util.Map;
import java.util.Set;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.Header;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import java.util.HashMap;

/** What is recorded, and what a step is told about itself so that it can be. */
final class Recording {

	private static final String RUN = "holdfast-run";

	private static final String SUMMARY = "holdfast-summary";

	/** Workflows that serve procedures and are none. */
	static final Set<String> HELPERS = Set.of("SystemLock");

	private Recording() {
	}

	/** Whether runs of a workflow type belong in the ledger. */
	static boolean isProcedure(String workflowType) {
		return !HELPERS.contains(workflowType);
	}

	/** The run's id as {@link domain.run.Run#runId()} has it, for a step. */
	static String runOf(Header header, String otherwise) {
		String run = text(header, RUN);
		return run == null ? otherwise : run;
	}

	static String summaryOf(Header header) {
		return text(header, SUMMARY);
	}

	private static String text(Header header, String key) {
		Payload value = header.getValues().get(key);
		return value == null ? null
				: DefaultDataConverter.STANDARD_INSTANCE.fromPayload(value, String.class, String.class);
	}

	/** Gives every step the run's id and the step's summary on its way. */
	static final class Labels extends WorkflowOutboundCallsInterceptorBase {

		Labels(WorkflowOutboundCallsInterceptor next) {
			super(next);
		}

		@Override
		public <R> ActivityOutput<R> executeActivity(ActivityInput<R> step) {
			Map<String, Payload> values = new HashMap<>(step.getHeader().getValues());
			put(values, RUN, Workflow.getInfo().getFirstExecutionRunId());
			put(values, SUMMARY, step.getOptions().getSummary());
			return super.executeActivity(new ActivityInput<>(step.getActivityName(), step.getResultClass(),
					step.getResultType(), step.getArgs(), step.getOptions(), new Header(values)));
		}

		private static void put(Map<String, Payload> values, String key, String text) {
			if (text != null) {
				DefaultDataConverter.STANDARD_INSTANCE.toPayload(text).ifPresent(payload -> values.put(key, payload));
			}
		}

	}

}
