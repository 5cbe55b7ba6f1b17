package ledger;

import com.google.protobuf.Timestamp;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.common.converter.DataConverter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Turns one execution's history into ledger entries. */
class HistoryReader {

	private final DataConverter converter;

	private final StepTypes types;

	HistoryReader(DataConverter converter, StepTypes types) {
		this.converter = converter;
		this.types = types;
	}

	/** The run that an execution belongs to. */
	static String runId(List<HistoryEvent> history) {
		return history.getFirst().getWorkflowExecutionStartedEventAttributes().getFirstExecutionRunId();
	}

	List<Entry> read(Execution execution, List<HistoryEvent> history) {
		List<Entry> entries = new ArrayList<>();
		entries.add(run(execution, history));
		StepHistory steps = new StepHistory(runId(history), converter, types);
		history.forEach(steps::take);
		entries.addAll(steps.entries());
		return entries;
	}

	private static Entry run(Execution execution, List<HistoryEvent> history) {
		HistoryEvent first = history.getFirst();
		WorkflowExecutionStartedEventAttributes started = first.getWorkflowExecutionStartedEventAttributes();
		RunEnd end = end(history.getLast());
		RunInput input = RunInput.of(Json.tree(Json.single(started.getInput())));
		return new Entry.RunEntry(started.getFirstExecutionRunId(), execution.workflowId(), execution.runId(),
				execution.startedAt(), started.getWorkflowType().getName(), input, at(first.getEventTime()), end,
				end != null, true);
	}

	/** Null while it runs, and when another execution goes on with the run. */
	private static RunEnd end(HistoryEvent last) {
		Instant at = at(last.getEventTime());
		return switch (last.getEventType()) {
			case EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED ->
				RunEnd.completed(at, Json.single(last.getWorkflowExecutionCompletedEventAttributes().getResult()));
			case EVENT_TYPE_WORKFLOW_EXECUTION_FAILED -> RunEnd.ended(at, "FAILED",
					FailureText.of(last.getWorkflowExecutionFailedEventAttributes().getFailure()));
			case EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED -> RunEnd.ended(at, "CANCELED", null);
			case EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT -> RunEnd.ended(at, "TIMED_OUT", null);
			case EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED -> RunEnd.ended(at, "TERMINATED",
					new FailureText("TERMINATED", last.getWorkflowExecutionTerminatedEventAttributes().getReason()));
			default -> null;
		};
	}

	/** Whether an event closes an execution. */
	static boolean closes(HistoryEvent last) {
		return end(last) != null || last.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW;
	}

	/**
	 * A moment at the precision of what a worker knows about its own steps: milliseconds.
	 */
	static Instant at(Timestamp moment) {
		return Instant.ofEpochMilli(moment.getSeconds() * 1000 + moment.getNanos() / 1_000_000);
	}

}
