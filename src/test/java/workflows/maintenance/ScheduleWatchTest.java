package workflows.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import activities.Messages;
import activities.Profiles;
import activities.Schedules;
import app.Converters;
import app.FailureMapping;
import domain.people.Delivery;
import domain.people.Message;
import domain.profile.SystemProfile;
import domain.schedule.RunsRequest;
import domain.schedule.ScheduleSight;
import domain.schedule.ScheduleSight.State;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people hear of schedules, and what not. */
class ScheduleWatchTest {

	private static final Instant EIGHT = Instant.parse("2026-11-21T08:00:00Z");

	private final Desk desk = new Desk();

	private TestWorkflowEnvironment environment;

	@BeforeEach
	void start() {
		environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
			.setWorkflowClientOptions(
					WorkflowClientOptions.newBuilder().setDataConverter(Converters.standard()).build())
			.registerSearchAttribute("HoldfastSystem", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
			.registerSearchAttribute("HoldfastPhase", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
			.build());
		Worker worker = environment.newWorker("operations");
		worker.registerWorkflowImplementationTypes(FailureMapping.workflowOptions(), ScheduleWatchImpl.class);
		worker.registerActivitiesImplementations(desk);
		environment.start();
	}

	@AfterEach
	void stop() {
		environment.close();
	}

	@Test
	void aMissedRunIsToldWithItsTimesInTheSystemsZone() {
		desk.sees(active("health", 3, List.of(EIGHT, EIGHT.plusSeconds(900)), null));
		ScheduleWatch.Report report = watch(Map.of("system", "shop"));
		assertThat(report.summary()).isEqualTo("1 schedules, 0 of them paused: 3 runs expected, 2 missed");
		assertThat(desk.told).singleElement().satisfies(message -> {
			assertThat(message.template()).isEqualTo("schedule-missed");
			assertThat(message.key()).isEqualTo("missed/health/2026-11-21T08:00:00Z");
			assertThat(message.values()).containsEntry("count", "2")
				.containsEntry("times", "2026-11-21 05:00:00 -03:00; 2026-11-21 05:15:00 -03:00");
		});
	}

	@Test
	void whatIsInOrderOrPausedIsShownAndNotTold() {
		desk.sees(active("health", 3, List.of(), null),
				ScheduleSight.idle("cleaning", "Rollback", State.PAUSED, "Ana works on it", EIGHT),
				ScheduleSight.idle("new", "Rollback", State.ABSENT, null, EIGHT));
		assertThat(watch(Map.of("system", "shop")).schedules()).hasSize(3);
		assertThat(desk.told).isEmpty();
	}

	@Test
	void aRunThatDoesNotEndIsToldOnceHoweverOftenOneLooks() {
		desk.sees(active("health", 3, List.of(), "HealthCheck/shop-1"));
		environment.getWorkflowClient()
			.newUntypedWorkflowStub("ScheduleWatch",
					WorkflowOptions.newBuilder()
						.setTaskQueue("operations")
						.setWorkflowId("again")
						.setCronSchedule("* * * * *")
						.build())
			.start(Map.of("system", "shop"));
		environment.sleep(Duration.ofMinutes(5));
		assertThat(desk.asked).hasSizeGreaterThan(3);
		assertThat(desk.asked.getLast().before("health")).as("handed over from run to run").isPresent();
		assertThat(desk.told).extracting(Message::template).containsExactly("schedule-blocked");
	}

	@Test
	void aPlanLooksAndTellsNobody() {
		desk.sees(active("health", 3, List.of(EIGHT), null));
		assertThat(watch(Map.of("system", "shop", "mode", "plan")).summary()).contains("1 missed");
		assertThat(desk.told).isEmpty();
	}

	@Test
	void withoutASystemTheRunSaysWhatIsMissing() {
		assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(WorkflowFailedException.class,
				() -> watch(Map.of())))
			.hasStackTraceContaining("system: nothing was given");
	}

	private ScheduleWatch.Report watch(Map<String, Object> input) {
		var run = environment.getWorkflowClient()
			.newUntypedWorkflowStub("ScheduleWatch", WorkflowOptions.newBuilder().setTaskQueue("operations").build());
		run.start(input);
		ScheduleWatch.Report report = run.getResult(ScheduleWatch.Report.class);
		trials.Kept.whenAsked("schedules-watched", environment.getWorkflowClient(), run.getExecution());
		return report;
	}

	private static ScheduleSight active(String name, int expected, List<Instant> missed, String blocker) {
		return new ScheduleSight(name, "HealthCheck", State.ACTIVE, null, EIGHT, expected, missed.size(), missed, 0,
				blocker, 0, null);
	}

	/** Everything outside. */
	static final class Desk implements Schedules, Messages, Profiles {

		final List<Message> told = Collections.synchronizedList(new ArrayList<>());

		final List<RunsRequest> asked = Collections.synchronizedList(new ArrayList<>());

		private volatile List<ScheduleSight> seen = List.of();

		void sees(ScheduleSight... sights) {
			seen = List.of(sights);
		}

		@Override
		public List<ScheduleSight> compareRuns(RunsRequest request) {
			asked.add(request);
			return seen;
		}

		@Override
		public Delivery sendMessage(Message message) {
			told.add(message);
			return new Delivery(message.key(), List.of(), List.of());
		}

		@Override
		public SystemProfile readProfile(String system) {
			return Converters.mapper()
				.convertValue(Map.of("name", system, "title", "Shop", "language", "en", "timeZone", "America/Sao_Paulo",
						"schedules", List.of(Map.of("name", "health", "procedure", "HealthCheck", "every", "PT15M"))),
						SystemProfile.class);
		}

	}

}
