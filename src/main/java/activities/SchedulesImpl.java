package activities;

import com.google.protobuf.Timestamp;
import domain.profile.Schedule;
import domain.schedule.Punctuality;
import domain.schedule.RunsRequest;
import domain.schedule.ScheduleSight;
import domain.schedule.ScheduledRun;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.schedule.v1.ScheduleInfo;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.api.workflowservice.v1.DescribeScheduleResponse;
import io.temporal.api.workflowservice.v1.ListScheduleMatchingTimesRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import io.temporal.activity.Activity;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Asks Temporal for the expected times, counted by itself with zone and calendar, and for
 * the runs.
 */
@Component
@ActivityImpl(taskQueues = "operations")
class SchedulesImpl implements Schedules {

	/** The first look, and one after a long time, goes back no further. */
	private static final Duration FURTHEST = Duration.ofDays(1);

	/** Temporal names so many times at once: the next look goes on behind the last. */
	private static final int MOST_TIMES = 1000;

	private static final int TIMES_SHOWN = 20;

	private static final int SECONDS = 10;

	private static final SearchAttributeKey<OffsetDateTime> SCHEDULED = SearchAttributeKey
		.forOffsetDateTime("TemporalScheduledStartTime");

	private final WorkflowClient client;

	SchedulesImpl(WorkflowClient client) {
		this.client = client;
	}

	/**
	 * The moment at which this look began by the clock that starts the runs: by a
	 * worker's own, which may be minutes ahead, times that are yet to come would be
	 * missed.
	 */
	private static Instant now() {
		return Instant.ofEpochMilli(Activity.getExecutionContext().getInfo().getStartedTimestamp());
	}

	@Override
	public List<ScheduleSight> compareRuns(RunsRequest request) {
		return request.schedules()
			.stream()
			.filter(schedule -> !schedule.launcher())
			.map(schedule -> look(request, schedule))
			.toList();
	}

	private ScheduleSight look(RunsRequest request, Schedule schedule) {
		Instant until = now().minus(request.patience());
		String id = schedule.id(request.run().system());
		Optional<DescribeScheduleResponse> found = describe(id);
		if (found.isEmpty()) {
			return ScheduleSight.idle(schedule.name(), schedule.procedure(), ScheduleSight.State.ABSENT, null, until);
		}
		DescribeScheduleResponse description = found.get();
		if (description.getSchedule().getState().getPaused()) {
			return ScheduleSight.idle(schedule.name(), schedule.procedure(), ScheduleSight.State.PAUSED,
					description.getSchedule().getState().getNotes(), until);
		}
		Instant from = from(request.before(schedule.name()), description.getInfo(), until);
		return judge(id, schedule, description.getInfo(), from, until);
	}

	/**
	 * Where judging goes on: behind the last look, the last change and the furthest past.
	 */
	private static Instant from(Optional<ScheduleSight> before, ScheduleInfo info, Instant until) {
		Instant resumed = before.map(ScheduleSight::judgedUntil).orElse(Instant.EPOCH);
		return Stream.of(resumed, instant(info.getCreateTime()), instant(info.getUpdateTime()), until.minus(FURTHEST))
			.max(Instant::compareTo)
			.orElseThrow();
	}

	private ScheduleSight judge(String id, Schedule schedule, ScheduleInfo info, Instant from, Instant until) {
		List<Instant> expected = from.isBefore(until) ? expected(id, from, until) : List.of();
		Instant judged = expected.size() >= MOST_TIMES ? expected.getLast() : until.isAfter(from) ? until : from;
		Punctuality punctuality = Punctuality.of(expected, expected.isEmpty() ? List.of() : runs(id, from),
				schedule.jitter(), now());
		return new ScheduleSight(schedule.name(), schedule.procedure(), ScheduleSight.State.ACTIVE, null, judged,
				expected.size(), punctuality.missed().size(), punctuality.missed().stream().limit(TIMES_SHOWN).toList(),
				punctuality.skipped(), punctuality.blocker(), info.getMissedCatchupWindow(),
				info.getFutureActionTimesList().stream().map(SchedulesImpl::instant).findFirst().orElse(null));
	}

	private Optional<DescribeScheduleResponse> describe(String id) {
		try {
			return Optional.of(server().describeSchedule(
					DescribeScheduleRequest.newBuilder().setNamespace(namespace()).setScheduleId(id).build()));
		}
		catch (StatusRuntimeException answer) {
			if (answer.getStatus().getCode() == Status.Code.NOT_FOUND) {
				return Optional.empty();
			}
			throw answer;
		}
	}

	private List<Instant> expected(String id, Instant from, Instant until) {
		return server()
			.listScheduleMatchingTimes(ListScheduleMatchingTimesRequest.newBuilder()
				.setNamespace(namespace())
				.setScheduleId(id)
				.setStartTime(timestamp(from))
				.setEndTime(timestamp(until))
				.build())
			.getStartTimeList()
			.stream()
			.map(SchedulesImpl::instant)
			.filter(time -> time.isAfter(from) && !time.isAfter(until))
			.toList();
	}

	/** Those that ended after a moment, or have not. */
	private List<ScheduledRun> runs(String id, Instant after) {
		String query = "TemporalScheduledById = '" + id + "' AND (ExecutionStatus = 'Running' OR CloseTime >= '"
				+ after.minusSeconds(1) + "')";
		try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(query)) {
			return found.map(SchedulesImpl::run).toList();
		}
	}

	private static ScheduledRun run(WorkflowExecutionMetadata found) {
		OffsetDateTime scheduled = found.getTypedSearchAttributes().get(SCHEDULED);
		return new ScheduledRun(found.getExecution().getWorkflowId(), scheduled == null ? null : scheduled.toInstant(),
				found.getStartTime(), found.getCloseTime());
	}

	private WorkflowServiceBlockingStub server() {
		return client.getWorkflowServiceStubs().blockingStub().withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
	}

	private String namespace() {
		return client.getOptions().getNamespace();
	}

	private static Instant instant(Timestamp timestamp) {
		return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
	}

	private static Timestamp timestamp(Instant instant) {
		return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).setNanos(instant.getNano()).build();
	}

}
