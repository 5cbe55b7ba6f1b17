package app.schedules;

import com.google.protobuf.Duration;
import domain.profile.Schedule;
import domain.profile.ScheduleCalendar;
import domain.profile.SystemProfile;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.api.schedule.v1.IntervalSpec;
import io.temporal.api.schedule.v1.Range;
import io.temporal.api.schedule.v1.ScheduleAction;
import io.temporal.api.schedule.v1.SchedulePolicies;
import io.temporal.api.schedule.v1.ScheduleSpec;
import io.temporal.api.schedule.v1.ScheduleState;
import io.temporal.api.schedule.v1.StructuredCalendarSpec;
import io.temporal.api.sdk.v1.UserMetadata;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflow.v1.NewWorkflowExecutionInfo;
import io.temporal.common.converter.DataConverter;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A schedule of a profile in Temporal's words. Times are handed over as they are
 * declared, with their zone: Temporal counts, also where clocks are put forward or back.
 *
 * @param system the profile
 * @param schedule the schedule in it
 */
record Blueprint(SystemProfile system, Schedule schedule) {

	/** Written beside every pause of ours; any other note is an operator's. */
	static final String SWITCHED_OFF = "Holdfast: switched off in the profile (enabled: false).";

	static final String LAUNCHER = "Holdfast: a launcher, it starts nothing by itself. Trigger starts the procedure "
			+ "with the input shown here.";

	private static final String QUEUE = "operations";

	private static final int LAST_DAY = 31;

	private static final int SUNDAY = 0;

	private static final int SATURDAY = 6;

	String id() {
		return schedule.id(system.name());
	}

	/** The whole schedule, for Temporal to create. */
	io.temporal.api.schedule.v1.Schedule create(DataConverter converter) {
		return onto(io.temporal.api.schedule.v1.Schedule.getDefaultInstance(), converter);
	}

	/**
	 * A schedule as it should be: what the profile declares is put in, the rest is kept,
	 * an operator's pause and note among it.
	 */
	io.temporal.api.schedule.v1.Schedule onto(io.temporal.api.schedule.v1.Schedule found, DataConverter converter) {
		return found.toBuilder()
			.setSpec(spec())
			.setAction(action(converter))
			.setPolicies(found.getPolicies()
				.toBuilder()
				.setOverlapPolicy(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
				.setCatchupWindow(protobuf(schedule.catchUp())))
			.setState(state(found.getState()))
			.build();
	}

	private ScheduleState state(ScheduleState found) {
		if (schedule.launcher()) {
			return found.toBuilder().setPaused(true).setNotes(LAUNCHER).build();
		}
		if (!schedule.enabled()) {
			return found.getPaused() ? found : found.toBuilder().setPaused(true).setNotes(SWITCHED_OFF).build();
		}
		boolean pausedByUs = found.getNotes().equals(SWITCHED_OFF) || found.getNotes().equals(LAUNCHER);
		return pausedByUs ? found.toBuilder().setPaused(false).setNotes("").build() : found;
	}

	private ScheduleSpec spec() {
		ScheduleSpec.Builder spec = ScheduleSpec.newBuilder()
			.setTimezoneName(schedule.timeZone() == null ? system.timeZone() : schedule.timeZone());
		if (schedule.jitter() != null) {
			spec.setJitter(protobuf(schedule.jitter()));
		}
		if (schedule.every() != null) {
			spec.addInterval(IntervalSpec.newBuilder().setInterval(protobuf(schedule.every())));
		}
		if (schedule.calendar() != null) {
			schedule.calendar().at().forEach(time -> spec.addStructuredCalendar(calendar(schedule.calendar(), time)));
		}
		return spec.build();
	}

	private static StructuredCalendarSpec calendar(ScheduleCalendar calendar, LocalTime time) {
		return StructuredCalendarSpec.newBuilder()
			.addSecond(only(time.getSecond()))
			.addMinute(only(time.getMinute()))
			.addHour(only(time.getHour()))
			.addAllDayOfMonth(daysOfMonth(calendar))
			.addAllMonth(calendar.months().isEmpty() ? List.of(from(1, Month.values().length))
					: each(calendar.months().stream().map(Month::getValue)))
			.addAllDayOfWeek(calendar.weekdays().isEmpty() ? List.of(from(SUNDAY, SATURDAY))
					: each(calendar.weekdays().stream().map(Blueprint::fromSunday)))
			.build();
	}

	private static List<Range> daysOfMonth(ScheduleCalendar calendar) {
		if (calendar.week() != null) {
			return List.of(from(calendar.week().firstDay(), calendar.week().lastDay()));
		}
		return calendar.days().isEmpty() ? List.of(from(1, LAST_DAY)) : each(calendar.days().stream());
	}

	private static int fromSunday(DayOfWeek day) {
		return day.getValue() % DayOfWeek.values().length;
	}

	private static List<Range> each(Stream<Integer> numbers) {
		return numbers.sorted().distinct().map(Blueprint::only).toList();
	}

	private static Range only(int number) {
		return from(number, number);
	}

	private static Range from(int first, int last) {
		return Range.newBuilder().setStart(first).setEnd(last).setStep(1).build();
	}

	private ScheduleAction action(DataConverter converter) {
		Map<String, Object> input = new TreeMap<>(schedule.input());
		input.put("system", system.name());
		Payloads payloads = converter.toPayloads(input).orElseThrow();
		return ScheduleAction.newBuilder()
			.setStartWorkflow(NewWorkflowExecutionInfo.newBuilder()
				.setWorkflowId(workflowId())
				.setWorkflowType(WorkflowType.newBuilder().setName(schedule.procedure()))
				.setTaskQueue(TaskQueue.newBuilder().setName(QUEUE))
				.setInput(payloads)
				.setUserMetadata(UserMetadata.newBuilder()
					.setSummary(converter.toPayload(schedule.name() + " of " + system.title()).orElseThrow())))
			.build();
	}

	/**
	 * The start of the ids of its runs; Temporal adds the time. Two schedules of the same
	 * procedure would meet at the same time: they carry their names as well.
	 */
	String workflowId() {
		String id = schedule.procedure() + "/" + system.name()
				+ (schedule.component() == null ? "" : "/" + schedule.component());
		boolean shared = system.schedules().stream().filter(this::meets).count() > 1;
		return shared ? id + "/" + schedule.name() : id;
	}

	private boolean meets(Schedule other) {
		return other.procedure().equals(schedule.procedure())
				&& java.util.Objects.equals(other.component(), schedule.component());
	}

	private static Duration protobuf(java.time.Duration duration) {
		return Duration.newBuilder().setSeconds(duration.getSeconds()).setNanos(duration.getNano()).build();
	}

}
