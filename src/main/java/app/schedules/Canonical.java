package app.schedules;

import com.google.protobuf.Duration;
import io.temporal.api.enums.v1.TaskQueueKind;
import io.temporal.api.schedule.v1.IntervalSpec;
import io.temporal.api.schedule.v1.Range;
import io.temporal.api.schedule.v1.Schedule;
import io.temporal.api.schedule.v1.StructuredCalendarSpec;
import java.util.List;

/**
 * A schedule in the one form in which two can be compared: the server fills in and leaves
 * out what changes nothing.
 */
final class Canonical {

	private Canonical() {
	}

	static Schedule of(Schedule given) {
		Schedule.Builder schedule = given.toBuilder();
		schedule.getSpecBuilder().getIntervalBuilderList().forEach(Canonical::interval);
		schedule.getSpecBuilder().getStructuredCalendarBuilderList().forEach(Canonical::calendar);
		if (schedule.getSpecBuilder().getJitter().equals(Duration.getDefaultInstance())) {
			schedule.getSpecBuilder().clearJitter();
		}
		schedule.getActionBuilder()
			.getStartWorkflowBuilder()
			.getTaskQueueBuilder()
			.setKind(TaskQueueKind.TASK_QUEUE_KIND_UNSPECIFIED);
		return schedule.build();
	}

	private static void interval(IntervalSpec.Builder interval) {
		if (interval.getPhase().equals(Duration.getDefaultInstance())) {
			interval.clearPhase();
		}
	}

	private static void calendar(StructuredCalendarSpec.Builder calendar) {
		List.of(calendar.getSecondBuilderList(), calendar.getMinuteBuilderList(), calendar.getHourBuilderList(),
				calendar.getDayOfMonthBuilderList(), calendar.getMonthBuilderList(), calendar.getDayOfWeekBuilderList())
			.forEach(ranges -> ranges.forEach(Canonical::range));
	}

	private static void range(Range.Builder range) {
		range.setEnd(Math.max(range.getStart(), range.getEnd())).setStep(Math.max(1, range.getStep()));
	}

}
