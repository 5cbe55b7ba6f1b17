package probes.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a Temporal server says about workflows of one namespace. */
final class WorkflowLook {

	private static final int PAGE = 1_000;

	private final WorkflowServiceBlockingStub server;

	private final String namespace;

	private final int limit;

	WorkflowLook(WorkflowServiceBlockingStub server, String namespace, int limit) {
		this.server = server;
		this.namespace = namespace;
		this.limit = limit;
	}

	List<Map<String, Object>> ask(String verb, String argument) {
		return switch (verb) {
			case "LIST" -> list(argument);
			case "DESCRIBE" -> List.of(describe(argument));
			case "HISTORY" -> history(argument);
			default -> throw new PermanentFailure(FailureKind.PROFILE, "nothing here asks " + verb);
		};
	}

	private List<Map<String, Object>> list(String filter) {
		List<Map<String, Object>> rows = new ArrayList<>();
		ByteString page = ByteString.EMPTY;
		do {
			ListWorkflowExecutionsResponse answer = server
				.listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
					.setNamespace(namespace)
					.setQuery(filter)
					.setPageSize(Math.min(PAGE, limit + 1))
					.setNextPageToken(page)
					.build());
			answer.getExecutionsList().forEach(info -> rows.add(row(info)));
			page = answer.getNextPageToken();
		}
		while (!page.isEmpty() && rows.size() <= limit);
		return rows;
	}

	private static Map<String, Object> row(WorkflowExecutionInfo info) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("workflowId", info.getExecution().getWorkflowId());
		row.put("type", info.getType().getName());
		row.put("status", info.getStatus().name().replace("WORKFLOW_EXECUTION_STATUS_", ""));
		row.put("started", info.hasStartTime() ? time(info.getStartTime()) : null);
		row.put("closed", info.hasCloseTime() ? time(info.getCloseTime()) : null);
		row.put("taskQueue", info.getTaskQueue());
		row.put("events", info.getHistoryLength());
		row.put("runId", info.getExecution().getRunId());
		return row;
	}

	private Map<String, Object> describe(String id) {
		DescribeWorkflowExecutionResponse answer = server
			.describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
				.setNamespace(namespace)
				.setExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
				.build());
		Map<String, Object> row = row(answer.getWorkflowExecutionInfo());
		row.put("pendingActivities", answer.getPendingActivitiesList().stream().map(WorkflowLook::pending).toList());
		row.put("pendingChildren",
				answer.getPendingChildrenList().stream().map(child -> child.getWorkflowId()).toList());
		return row;
	}

	private static Map<String, Object> pending(PendingActivityInfo activity) {
		Map<String, Object> pending = new LinkedHashMap<>();
		pending.put("type", activity.getActivityType().getName());
		pending.put("attempt", activity.getAttempt());
		pending.put("state", activity.getState().name());
		pending.put("lastFailure", activity.hasLastFailure() ? activity.getLastFailure().getMessage() : null);
		return pending;
	}

	/** The newest event first: what a workflow does now stands at its end. */
	private List<Map<String, Object>> history(String id) {
		List<Map<String, Object>> rows = new ArrayList<>();
		ByteString page = ByteString.EMPTY;
		do {
			var answer = server
				.getWorkflowExecutionHistoryReverse(GetWorkflowExecutionHistoryReverseRequest.newBuilder()
					.setNamespace(namespace)
					.setExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
					.setMaximumPageSize(Math.min(PAGE, limit + 1))
					.setNextPageToken(page)
					.build());
			answer.getHistory().getEventsList().forEach(event -> rows.add(row(event)));
			page = answer.getNextPageToken();
		}
		while (!page.isEmpty() && rows.size() <= limit);
		return rows;
	}

	private static Map<String, Object> row(HistoryEvent event) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("event", event.getEventId());
		row.put("time", time(event.getEventTime()));
		row.put("type", event.getEventType().name().replace("EVENT_TYPE_", ""));
		row.put("activity", event.hasActivityTaskScheduledEventAttributes()
				? event.getActivityTaskScheduledEventAttributes().getActivityType().getName() : null);
		row.put("failure", failure(event));
		return row;
	}

	private static String failure(HistoryEvent event) {
		if (event.hasActivityTaskFailedEventAttributes()) {
			return event.getActivityTaskFailedEventAttributes().getFailure().getMessage();
		}
		return event.hasWorkflowExecutionFailedEventAttributes()
				? event.getWorkflowExecutionFailedEventAttributes().getFailure().getMessage() : null;
	}

	private static String time(Timestamp stamp) {
		return Instant.ofEpochSecond(stamp.getSeconds(), stamp.getNanos()).toString();
	}

}
