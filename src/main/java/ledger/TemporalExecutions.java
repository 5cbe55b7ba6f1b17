package ledger;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks the Temporal server. */
class TemporalExecutions implements Executions {

	private final WorkflowClient client;

	TemporalExecutions(WorkflowClient client) {
		this.client = client;
	}

	@Override
	public List<Execution> openOrClosedSince(Instant since) {
		try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(query(since))) {
			return found.map(TemporalExecutions::execution).toList();
		}
	}

	private static String query(Instant since) {
		String procedures = Recording.HELPERS.stream()
			.map(helper -> "WorkflowType != '" + helper + "'")
			.collect(Collectors.joining(" AND "));
		return since == null ? procedures : procedures + " AND (ExecutionStatus = 'Running' OR CloseTime >= '"
				+ since.truncatedTo(ChronoUnit.SECONDS) + "')";
	}

	@Override
	public Optional<Execution> find(String workflowId, String runId) {
		WorkflowExecution.Builder wanted = WorkflowExecution.newBuilder().setWorkflowId(workflowId);
		if (runId != null) {
			wanted.setRunId(runId);
		}
		try {
			WorkflowExecutionInfo info = client.getWorkflowServiceStubs()
				.blockingStub()
				.describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
					.setNamespace(client.getOptions().getNamespace())
					.setExecution(wanted)
					.build())
				.getWorkflowExecutionInfo();
			return Optional.of(new Execution(info.getExecution().getWorkflowId(), info.getExecution().getRunId(),
					Instant.ofEpochSecond(info.getStartTime().getSeconds(), info.getStartTime().getNanos()),
					closed(info.getStatus())));
		}
		catch (StatusRuntimeException refused) {
			if (refused.getStatus().getCode() == Status.Code.NOT_FOUND
					|| refused.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
				return Optional.empty();
			}
			throw refused;
		}
	}

	@Override
	public List<HistoryEvent> history(Execution execution) {
		return client.fetchHistory(execution.workflowId(), execution.runId()).getEvents();
	}

	private static Execution execution(WorkflowExecutionMetadata found) {
		return new Execution(found.getExecution().getWorkflowId(), found.getExecution().getRunId(),
				found.getStartTime(), closed(found.getStatus()));
	}

	private static boolean closed(WorkflowExecutionStatus status) {
		return status != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
	}

}
