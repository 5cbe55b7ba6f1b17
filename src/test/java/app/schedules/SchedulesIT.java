package app.schedules;

import static app.schedules.TestSystems.disabled;
import static app.schedules.TestSystems.firstSaturday;
import static app.schedules.TestSystems.launcher;
import static app.schedules.TestSystems.snapshot;
import static app.schedules.TestSystems.system;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.Converters;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import domain.profile.Schedule;
import domain.profile.ScheduleCalendar;
import io.temporal.api.workflowservice.v1.DescribeScheduleResponse;
import io.temporal.api.workflowservice.v1.ListScheduleMatchingTimesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.common.SearchAttributeKey;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import local.LocalStack;
import local.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import systems.SystemProfiles.Snapshot;
import systems.TestProfiles;

/** Profiles and a real Temporal's schedules. */
class SchedulesIT {

	private static final Duration LIMIT = Patience.LIMIT;

	private static final Map<String, Object> NOTHING = Map.of();

	private static WorkflowClient client;

	private static WorkerFactory worker;

	private static TemporalSchedules temporal;

	private static Alignment alignment;

	@BeforeAll
	static void start() {
		client = WorkflowClient.newInstance(LocalStack.shared().temporal().stubs(),
				WorkflowClientOptions.newBuilder().setDataConverter(Converters.standard()).build());
		worker = WorkerFactory.newInstance(client);
		worker.newWorker("operations").registerWorkflowImplementationTypes(BellImpl.class);
		worker.start();
		temporal = new TemporalSchedules(client);
		alignment = new Alignment(temporal, Duration.ofHours(1));
	}

	@AfterAll
	static void stop() {
		alignment.align(snapshot());
		await().atMost(LIMIT).until(() -> {
			alignment.align(snapshot());
			return temporal.ours().isEmpty();
		});
		worker.shutdownNow();
	}

	@Test
	void whatIsMissingIsCreatedWhatDiffersIsChangedWhatNobodyDeclaresIsRemoved() {
		Schedule hourly = Schedule.every("hourly", "Bell", Duration.ofHours(1), NOTHING);
		align(system("shop", hourly, firstSaturday("cleaning", "Bell")));
		assertThat(interval("holdfast/shop/hourly")).isEqualTo(3600);
		assertThat(describe("holdfast/shop/cleaning").getInfo().getFutureActionTimesList()).isNotEmpty();
		assertThat(describe("holdfast/shop/schedule-watch").getSchedule()
			.getAction()
			.getStartWorkflow()
			.getWorkflowType()
			.getName()).isEqualTo("ScheduleWatch");
		align(system("shop", Schedule.every("hourly", "Bell", Duration.ofHours(2), NOTHING)));
		assertThat(interval("holdfast/shop/hourly")).isEqualTo(7200);
		awaitGone(system("shop", Schedule.every("hourly", "Bell", Duration.ofHours(2), NOTHING)),
				"holdfast/shop/cleaning");
	}

	@Test
	void nothingIsWrittenWhenNothingDiffers() {
		var same = system("same", Schedule.every("hourly", "Bell", Duration.ofHours(1), Map.of("seconds", 1)),
				firstSaturday("cleaning", "Bell"), launcher("by-hand", "Bell", NOTHING));
		align(same);
		List<String> ids = List.of("holdfast/same/hourly", "holdfast/same/cleaning", "holdfast/same/by-hand");
		List<ByteString> before = ids.stream().map(SchedulesIT::token).toList();
		align(same);
		align(same);
		assertThat(ids.stream().map(SchedulesIT::token).toList()).isEqualTo(before);
	}

	/**
	 * The routines of the shipped profiles, in their own zones and in zones whose clocks
	 * change twice a year: the server's times of a whole year are those of a calendar.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "America/Sao_Paulo", "UTC", "Europe/Lisbon", "America/New_York" })
	void everyRoutineBeginsAtItsTimeOfDayAlsoWhenTheClockChanges(String zone) {
		Schedule[] routines = Stream.of("agente-ia", "big-brother-cnn", "neural-hive-mind", "sparkone")
			.map(TestProfiles::of)
			.flatMap(system -> system.schedules()
				.stream()
				.filter(schedule -> schedule.procedure().endsWith("Maintenance"))
				.map(schedule -> new Schedule(system.name() + "-" + schedule.name(), "Bell", null, schedule.calendar(),
						zone, NOTHING, null, null, null, null)))
			.toArray(Schedule[]::new);
		String system = "routines-" + zone.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "-");
		align(system(system, routines));
		LocalDate first = LocalDate.of(2027, 1, 1);
		for (Schedule routine : routines) {
			List<Instant> expected = first.datesUntil(first.plusYears(1))
				.filter(day -> fits(routine.calendar(), day))
				.map(day -> day.atTime(routine.calendar().at().getFirst()).atZone(ZoneId.of(zone)).toInstant())
				.toList();
			assertThat(times(routine.id(system), first.atStartOfDay(ZoneId.of(zone)).toInstant(),
					first.plusYears(1).atStartOfDay(ZoneId.of(zone)).toInstant()))
				.as(routine.name())
				.isEqualTo(expected);
		}
		assertThat(routines).hasSizeGreaterThan(9);
	}

	private static boolean fits(ScheduleCalendar calendar, LocalDate day) {
		return (calendar.weekdays().isEmpty() || calendar.weekdays().contains(day.getDayOfWeek()))
				&& (calendar.week() == null || day.getDayOfMonth() >= calendar.week().firstDay()
						&& day.getDayOfMonth() <= calendar.week().lastDay())
				&& (calendar.days().isEmpty() || calendar.days().contains(day.getDayOfMonth()))
				&& (calendar.months().isEmpty() || calendar.months().contains(day.getMonth()));
	}

	private static List<Instant> times(String id, Instant from, Instant until) {
		return client.getWorkflowServiceStubs()
			.blockingStub()
			.listScheduleMatchingTimes(ListScheduleMatchingTimesRequest.newBuilder()
				.setNamespace(client.getOptions().getNamespace())
				.setScheduleId(id)
				.setStartTime(Timestamp.newBuilder().setSeconds(from.getEpochSecond() - 1))
				.setEndTime(Timestamp.newBuilder().setSeconds(until.getEpochSecond() - 1))
				.build())
			.getStartTimeList()
			.stream()
			.map(time -> Instant.ofEpochSecond(time.getSeconds()))
			.toList();
	}

	@Test
	void aPauseAndItsNoteSurviveAnotherComparisonAndAChangedInterval() {
		align(system("paused", Schedule.every("hourly", "Bell", Duration.ofHours(1), NOTHING)));
		handle("holdfast/paused/hourly").pause("Ana works on the database");
		align(system("paused", Schedule.every("hourly", "Bell", Duration.ofHours(1), NOTHING)));
		align(system("paused", Schedule.every("hourly", "Bell", Duration.ofHours(3), NOTHING)));
		DescribeScheduleResponse described = describe("holdfast/paused/hourly");
		assertThat(described.getSchedule().getState().getPaused()).isTrue();
		assertThat(described.getSchedule().getState().getNotes()).isEqualTo("Ana works on the database");
		assertThat(interval("holdfast/paused/hourly")).isEqualTo(10800);
	}

	@Test
	void aPauseBetweenLookAndChangeIsNotOverwritten() {
		align(system("race", Schedule.every("hourly", "Bell", Duration.ofHours(1), NOTHING)));
		DescribeScheduleResponse looked = describe("holdfast/race/hourly");
		handle("holdfast/race/hourly").pause("quick");
		assertThat(token("holdfast/race/hourly")).isNotEqualTo(looked.getConflictToken());
		temporal.update("holdfast/race/hourly", looked.getSchedule(), looked.getConflictToken());
		assertThat(describe("holdfast/race/hourly").getSchedule().getState().getPaused()).isTrue();
	}

	@Test
	void whatTheProfileSwitchesOffIsPausedUntilItSwitchesItOnAgain() {
		Schedule hourly = Schedule.every("hourly", "Bell", Duration.ofHours(1), NOTHING);
		align(system("off", disabled(hourly, true)));
		assertThat(describe("holdfast/off/hourly").getSchedule().getState().getPaused()).isTrue();
		align(system("off", hourly));
		assertThat(describe("holdfast/off/hourly").getSchedule().getState().getPaused()).isFalse();
	}

	@Test
	void aLauncherNeverRunsByItselfAndStartsItsProcedureWhenItIsTriggered() {
		align(system("launched", launcher("by-hand", "Bell", Map.of("component", "web"))));
		DescribeScheduleResponse launcher = describe("holdfast/launched/by-hand");
		assertThat(launcher.getSchedule().getState().getPaused()).isTrue();
		assertThat(launcher.getInfo().getFutureActionTimesList()).isEmpty();
		assertThat(temporal.describe("holdfast/launched/schedule-watch")).as("nothing to watch").isEmpty();
		handle("holdfast/launched/by-hand").trigger();
		await().atMost(LIMIT).until(() -> runs("holdfast/launched/by-hand").size() == 1);
		WorkflowExecutionMetadata run = runs("holdfast/launched/by-hand").getFirst();
		assertThat(run.getExecution().getWorkflowId()).startsWith("Bell/launched/web-");
		handle("holdfast/launched/by-hand").unpause("by mistake");
		align(system("launched", launcher("by-hand", "Bell", Map.of("component", "web"))));
		assertThat(describe("holdfast/launched/by-hand").getSchedule().getState()).satisfies(state -> {
			assertThat(state.getPaused()).isTrue();
			assertThat(state.getNotes()).contains("launcher");
		});
	}

	@Test
	void everyRunSeesTheTimeItWasScheduledFor() {
		align(system("seconds", Schedule.every("second", "Bell", Duration.ofSeconds(1), NOTHING)));
		await().atMost(LIMIT).until(() -> completed("holdfast/seconds/second").size() >= 2);
		completed("holdfast/seconds/second").forEach(run -> {
			Instant seen = Instant
				.parse(client.newUntypedWorkflowStub(run.getExecution().getWorkflowId()).getResult(String.class));
			assertThat(seen).isEqualTo(scheduled(run));
			assertThat(seen.getNano()).isZero();
			assertThat(run.getExecution().getWorkflowId()).isEqualTo("Bell/seconds-" + seen);
		});
	}

	@Test
	void aRunThatIsStillGoingMakesTheNextOnesSkip() {
		align(system("slow", Schedule.every("second", "Bell", Duration.ofSeconds(1), Map.of("seconds", 5))));
		await().atMost(LIMIT).until(() -> describe("holdfast/slow/second").getInfo().getOverlapSkipped() >= 2);
		assertThat(runs("holdfast/slow/second")).hasSize(1);
	}

	@Test
	void twoProcessesThatBeginAtOnceDoNotFight() throws Exception {
		var first = system("twins", Schedule.every("a", "Bell", Duration.ofHours(1), NOTHING),
				Schedule.every("b", "Bell", Duration.ofHours(2), NOTHING), launcher("c", "Bell", NOTHING));
		var second = system("twins", Schedule.every("a", "Bell", Duration.ofHours(4), NOTHING),
				Schedule.every("b", "Bell", Duration.ofHours(5), NOTHING), launcher("c", "Bell", NOTHING));
		for (Snapshot profiles : List.of(snapshot(first), snapshot(second))) {
			try (ExecutorService both = Executors.newFixedThreadPool(2)) {
				Future<List<Alignment.Kept>> one = both
					.submit(() -> new Alignment(temporal, Duration.ofHours(1)).align(only(profiles)));
				Future<List<Alignment.Kept>> other = both
					.submit(() -> new Alignment(temporal, Duration.ofHours(1)).align(only(profiles)));
				assertThat(one.get()).hasSize(4);
				assertThat(other.get()).hasSize(4);
			}
		}
		assertThat(interval("holdfast/twins/a")).isEqualTo(14400);
		assertThat(interval("holdfast/twins/b")).isEqualTo(18000);
	}

	@Test
	void nothingIsRemovedWhileAProfileCannotBeRead() {
		align(system("broken", Schedule.every("hourly", "Bell", Duration.ofHours(1), NOTHING)));
		await().atMost(LIMIT).until(() -> temporal.ours().contains("holdfast/broken/hourly"));
		alignment.align(new Snapshot(List.of(), List.of("broken.yaml")));
		assertThat(temporal.describe("holdfast/broken/hourly")).isPresent();
	}

	/** Beside the other tests' systems, which are not removed. */
	private static void align(domain.profile.SystemProfile system) {
		alignment.align(only(snapshot(system)));
	}

	private static Snapshot only(Snapshot profiles) {
		return new Snapshot(profiles.systems(), List.of("other tests' systems"));
	}

	private static void awaitGone(domain.profile.SystemProfile rest, String id) {
		await().atMost(LIMIT).until(() -> {
			alignment.align(snapshot(rest));
			return temporal.describe(id).isEmpty();
		});
	}

	private static ScheduleHandle handle(String id) {
		return ScheduleClient.newInstance(client.getWorkflowServiceStubs()).getHandle(id);
	}

	private static DescribeScheduleResponse describe(String id) {
		return temporal.describe(id).orElseThrow(() -> new AssertionError("there is no schedule " + id));
	}

	private static ByteString token(String id) {
		return describe(id).getConflictToken();
	}

	private static long interval(String id) {
		return describe(id).getSchedule().getSpec().getInterval(0).getInterval().getSeconds();
	}

	private static List<WorkflowExecutionMetadata> runs(String id) {
		return list("TemporalScheduledById = '" + id + "'");
	}

	private static List<WorkflowExecutionMetadata> completed(String id) {
		return list("TemporalScheduledById = '" + id + "' AND ExecutionStatus = 'Completed'");
	}

	private static List<WorkflowExecutionMetadata> list(String query) {
		try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(query)) {
			return found.toList();
		}
	}

	private static Instant scheduled(WorkflowExecutionMetadata run) {
		return run.getTypedSearchAttributes()
			.get(SearchAttributeKey.forOffsetDateTime("TemporalScheduledStartTime"))
			.toInstant();
	}

}
