package app.schedules;

import com.google.protobuf.ByteString;
import domain.profile.Schedule;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Memo;
import io.temporal.api.schedule.v1.ScheduleListEntry;
import io.temporal.api.workflowservice.v1.CreateScheduleRequest;
import io.temporal.api.workflowservice.v1.DeleteScheduleRequest;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.api.workflowservice.v1.DescribeScheduleResponse;
import io.temporal.api.workflowservice.v1.ListSchedulesRequest;
import io.temporal.api.workflowservice.v1.ListSchedulesResponse;
import io.temporal.api.workflowservice.v1.UpdateScheduleRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The schedules of a namespace of Temporal. The server's own calls are used because only
 * they carry the token by which an update is refused when somebody else, an operator who
 * pauses say, was faster.
 */
final class TemporalSchedules {

	/** The memo that marks a schedule as kept by Holdfast. */
	private static final String MARK = "holdfast";

	private static final int PAGE = 200;

	private static final int SECONDS = 10;

	private final WorkflowClient client;

	private final String namespace;

	TemporalSchedules(WorkflowClient client) {
		this.client = client;
		this.namespace = client.getOptions().getNamespace();
	}

	DataConverter converter() {
		return client.getOptions().getDataConverter();
	}

	private WorkflowServiceBlockingStub server() {
		return client.getWorkflowServiceStubs().blockingStub().withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
	}

	/** The ids of those that Holdfast made; the newest may not be among them yet. */
	List<String> ours() {
		List<String> found = new ArrayList<>();
		ByteString page = ByteString.EMPTY;
		do {
			ListSchedulesResponse answer = server().listSchedules(ListSchedulesRequest.newBuilder()
				.setNamespace(namespace)
				.setMaximumPageSize(PAGE)
				.setNextPageToken(page)
				.build());
			answer.getSchedulesList()
				.stream()
				.filter(TemporalSchedules::isOurs)
				.map(ScheduleListEntry::getScheduleId)
				.forEach(found::add);
			page = answer.getNextPageToken();
		}
		while (!page.isEmpty());
		return found;
	}

	private static boolean isOurs(ScheduleListEntry entry) {
		return entry.getScheduleId().startsWith(Schedule.PREFIX) && entry.getMemo().containsFields(MARK);
	}

	Optional<DescribeScheduleResponse> describe(String id) {
		try {
			DescribeScheduleRequest question = DescribeScheduleRequest.newBuilder()
				.setNamespace(namespace)
				.setScheduleId(id)
				.build();
			return Optional.of(Patience.ask(() -> server().describeSchedule(question)));
		}
		catch (StatusRuntimeException answer) {
			if (answer.getStatus().getCode() == Status.Code.NOT_FOUND) {
				return Optional.empty();
			}
			throw answer;
		}
	}

	/** False when it is there already: another replica was faster. */
	boolean create(String id, io.temporal.api.schedule.v1.Schedule schedule) {
		try {
			server().createSchedule(CreateScheduleRequest.newBuilder()
				.setNamespace(namespace)
				.setScheduleId(id)
				.setSchedule(schedule)
				.setMemo(Memo.newBuilder().putFields(MARK, converter().toPayload("profile").orElseThrow()))
				.setIdentity(client.getOptions().getIdentity())
				.setRequestId(UUID.randomUUID().toString())
				.build());
			return true;
		}
		catch (StatusRuntimeException answer) {
			if (answer.getStatus().getCode() == Status.Code.ALREADY_EXISTS) {
				return false;
			}
			throw answer;
		}
	}

	/**
	 * False when the schedule was changed by somebody else since it was described: look
	 * again.
	 */
	boolean update(String id, io.temporal.api.schedule.v1.Schedule schedule, ByteString token) {
		try {
			server().updateSchedule(UpdateScheduleRequest.newBuilder()
				.setNamespace(namespace)
				.setScheduleId(id)
				.setSchedule(schedule)
				.setConflictToken(token)
				.setIdentity(client.getOptions().getIdentity())
				.setRequestId(UUID.randomUUID().toString())
				.build());
			return true;
		}
		catch (StatusRuntimeException answer) {
			if (answer.getStatus().getCode() == Status.Code.FAILED_PRECONDITION
					|| answer.getStatus().getCode() == Status.Code.NOT_FOUND) {
				return false;
			}
			throw answer;
		}
	}

	/** Removes it; its runs go on. It may be gone already. */
	void delete(String id) {
		try {
			server().deleteSchedule(DeleteScheduleRequest.newBuilder()
				.setNamespace(namespace)
				.setScheduleId(id)
				.setIdentity(client.getOptions().getIdentity())
				.build());
		}
		catch (StatusRuntimeException answer) {
			if (answer.getStatus().getCode() != Status.Code.NOT_FOUND) {
				throw answer;
			}
		}
	}

}
