package app.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import app.Converters;
import domain.profile.Schedule;
import domain.profile.ScheduleCalendar;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.api.schedule.v1.Range;
import io.temporal.api.schedule.v1.ScheduleState;
import io.temporal.api.schedule.v1.StructuredCalendarSpec;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Temporal is given for a schedule of a profile. */
class BlueprintTest {

	private static final Schedule OFTEN = Schedule.every("often", "HealthCheck", Duration.ofMinutes(15),
			Map.of("component", "web"));

	@Test
	void anIntervalIsHandedOverWithSkipAndAShortCatchUp() {
		var schedule = create(OFTEN);
		assertThat(schedule.getSpec().getIntervalList()).singleElement()
			.satisfies(interval -> assertThat(interval.getInterval().getSeconds()).isEqualTo(900));
		assertThat(schedule.getPolicies().getOverlapPolicy())
			.isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
		assertThat(schedule.getPolicies().getCatchupWindow().getSeconds()).isEqualTo(600);
		assertThat(schedule.getState().getPaused()).isFalse();
	}

	@Test
	void theCatchUpWindowIsNoLongerThanTheInterval() {
		assertThat(catchUp(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
		assertThat(catchUp(Duration.ofSeconds(1))).as("Temporal's own least").isEqualTo(Duration.ofSeconds(10));
		assertThat(catchUp(Duration.ofHours(24))).isEqualTo(Duration.ofMinutes(10));
	}

	@Test
	void daylightSavingIsLeftToTemporalWhichIsGivenTheZoneAndTheTimesOfDay() {
		var own = create(TestSystems.firstSaturday("cleaning", "Weekly")).getSpec();
		assertThat(own.getTimezoneName()).as("the system's").isEqualTo("Europe/Lisbon");
		assertThat(own.getTimezoneData()).isEmpty();
		assertThat(own.getStructuredCalendarList()).extracting(BlueprintTest::timeOfDay)
			.containsExactly("4:0", "22:30");
		Schedule elsewhere = new Schedule("cleaning", "Weekly", null,
				TestSystems.firstSaturday("c", "Weekly").calendar(), "America/Sao_Paulo", null, null, null, null, null);
		assertThat(create(elsewhere).getSpec().getTimezoneName()).isEqualTo("America/Sao_Paulo");
	}

	@Test
	void theFirstSaturdayIsASaturdayAmongTheFirstSevenDays() {
		StructuredCalendarSpec calendar = create(TestSystems.firstSaturday("cleaning", "Weekly")).getSpec()
			.getStructuredCalendar(0);
		assertThat(numbers(calendar.getDayOfWeekList())).isEqualTo("6-6");
		assertThat(numbers(calendar.getDayOfMonthList())).isEqualTo("1-7");
		assertThat(numbers(calendar.getMonthList())).isEqualTo("1-12");
		assertThat(calendar.getYearList()).as("every one").isEmpty();
	}

	@Test
	void daysAndMonthsAreCountedAsTemporalCountsThem() {
		ScheduleCalendar calendar = new ScheduleCalendar(List.of(LocalTime.of(8, 0)),
				List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), null, List.of(15, 1), List.of(Month.JULY, Month.JANUARY));
		StructuredCalendarSpec spec = create(
				new Schedule("quarter", "Quarterly", null, calendar, null, null, null, null, null, null))
			.getSpec()
			.getStructuredCalendar(0);
		assertThat(numbers(spec.getDayOfWeekList())).isEqualTo("0-0 1-1");
		assertThat(numbers(spec.getDayOfMonthList())).isEqualTo("1-1 15-15");
		assertThat(numbers(spec.getMonthList())).isEqualTo("1-1 7-7");
	}

	@Test
	void theInputCarriesTheSystemAndTheIdSaysWhatRuns() {
		var start = create(OFTEN).getAction().getStartWorkflow();
		assertThat(start.getInput().getPayloads(0).getData().toStringUtf8())
			.isEqualTo("{\"component\":\"web\",\"system\":\"shop\"}");
		assertThat(start.getWorkflowId()).isEqualTo("HealthCheck/shop/web");
		assertThat(start.getTaskQueue().getName()).isEqualTo("operations");
	}

	@Test
	void twoSchedulesOfOneProcedureDoNotMeetUnderOneId() {
		Schedule whole = Schedule.every("whole", "HealthCheck", Duration.ofMinutes(1), Map.of());
		Schedule part = Schedule.every("part", "HealthCheck", Duration.ofSeconds(30), Map.of("groups", List.of("a")));
		var system = TestSystems.system("shop", whole, part, OFTEN);
		assertThat(new Blueprint(system, whole).workflowId()).isEqualTo("HealthCheck/shop/whole");
		assertThat(new Blueprint(system, part).workflowId()).isEqualTo("HealthCheck/shop/part");
		assertThat(new Blueprint(system, OFTEN).workflowId()).isEqualTo("HealthCheck/shop/web");
	}

	@Test
	void aLauncherIsPausedAndHasNoTimes() {
		var launcher = create(TestSystems.launcher("stop", "StopSystem", Map.of("reason", "maintenance")));
		assertThat(launcher.getState().getPaused()).isTrue();
		assertThat(launcher.getState().getNotes()).contains("launcher").contains("Trigger");
		assertThat(launcher.getSpec().getIntervalCount() + launcher.getSpec().getStructuredCalendarCount()).isZero();
	}

	@Test
	void onlyAPauseOfOurOwnIsTakenBack() {
		var off = onto(TestSystems.disabled(OFTEN, true), ScheduleState.getDefaultInstance());
		assertThat(off.getPaused()).isTrue();
		assertThat(onto(OFTEN, off)).as("switched on again").isEqualTo(ScheduleState.getDefaultInstance());
		ScheduleState operators = ScheduleState.newBuilder().setPaused(true).setNotes("I work on it, Ana").build();
		assertThat(onto(OFTEN, operators)).isEqualTo(operators);
		assertThat(onto(TestSystems.disabled(OFTEN, true), operators)).isEqualTo(operators);
	}

	private static ScheduleState onto(Schedule schedule, ScheduleState state) {
		var found = io.temporal.api.schedule.v1.Schedule.newBuilder().setState(state).build();
		return new Blueprint(TestSystems.system("shop", schedule), schedule).onto(found, Converters.standard())
			.getState();
	}

	private static Duration catchUp(Duration every) {
		return Schedule.every("often", "HealthCheck", every, Map.of()).catchUp();
	}

	private static io.temporal.api.schedule.v1.Schedule create(Schedule schedule) {
		return new Blueprint(TestSystems.system("shop", schedule), schedule).create(Converters.standard());
	}

	private static String timeOfDay(StructuredCalendarSpec calendar) {
		return calendar.getHour(0).getStart() + ":" + calendar.getMinute(0).getStart();
	}

	private static String numbers(List<Range> ranges) {
		return String.join(" ", ranges.stream().map(range -> range.getStart() + "-" + range.getEnd()).toList());
	}

}
