package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import app.Converters;
import domain.schedule.ScheduleSight.State;
import domain.schedule.ScheduleSight;
import io.temporal.api.schedule.v1.Schedule;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import local.Application;
import local.LocalEnvironment;
import local.LocalStack;
import local.Patience;
import local.PostgresServer;
import local.SlackStandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workflows.maintenance.ScheduleWatch;

/**
 * The application with a profile that has schedules, on a Temporal that is away for
 * longer than the catch-up window.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MissedRunIT {

	private static final Duration LIMIT = Patience.LIMIT;

	private static final String PROFILE = """
			name: shop
			title: Shop
			language: en
			timeZone: Europe/Lisbon
			people:
			  channels:
			    - {name: ops, kind: slack, webhook: "env:SHOP_SLACK"}
			  routes:
			    - {severity: warning, channels: [ops]}
			schedules:
			  - {name: beat, procedure: Rollback, every: PT3S, catchUp: PT10S, input: {mode: plan}}
			  - {name: watch, procedure: ScheduleWatch, every: PT5S, input: {patience: PT3S}}
			  - {name: asleep, procedure: Rollback, every: PT1S, input: {mode: plan}, enabled: false}
			""";

	private static LocalStack stack;

	private static Application application;

	private static SlackStandIn slack;

	private static WorkflowClient client;

	private static Path profile;

	@BeforeAll
	static void start() throws IOException {
		Path folder = Path.of("target", "missed-run").toAbsolutePath();
		stack = new LocalStack(folder).start(LocalStack.Part.TEMPORAL, LocalStack.Part.LEDGER);
		stack.ledger().createDatabase("schedules");
		profile = Files.createDirectories(folder.resolve("systems")).resolve("shop.yaml");
		Files.writeString(profile, PROFILE);
		slack = new SlackStandIn(folder.resolve("messages.log"));
		application = new Application(folder,
				new LocalEnvironment().with("TEMPORAL_ADDRESS", stack.temporal().address())
					.with("SPRING_DATASOURCE_URL", stack.ledger().jdbcUrl("schedules"))
					.with("SPRING_DATASOURCE_USERNAME", PostgresServer.USER)
					.with("SPRING_DATASOURCE_PASSWORD", PostgresServer.PASSWORD)
					.with("HOLDFAST_SYSTEMS", profile.getParent().toString())
					.with("HOLDFAST_SCHEDULES_EVERY", "2s")
					.with("SHOP_SLACK", slack.url())
					.variables());
		application.start();
		client = WorkflowClient.newInstance(stack.temporal().stubs(),
				WorkflowClientOptions.newBuilder().setDataConverter(Converters.standard()).build());
	}

	@AfterAll
	static void stop() {
		application.stop();
		slack.close();
		stack.close();
	}

	@Test
	@Order(1)
	void whileRunsAreStartedInTimeNobodyIsToldAnything() {
		await().atMost(LIMIT).until(() -> reports().size() >= 2);
		assertThat(sights("beat")).allSatisfy(sight -> assertThat(sight.missed()).isZero());
		assertThat(sights("beat").stream().mapToInt(ScheduleSight::expected).sum()).isPositive();
		assertThat(sights("asleep")).isNotEmpty()
			.allSatisfy(sight -> assertThat(sight.state()).isEqualTo(State.PAUSED));
		assertThat(slack.messages()).isEmpty();
	}

	@Test
	@Order(2)
	void aMissedRunIsToldOnceAndCounted() {
		killBetweenTwoRuns();
		await("the catch-up window to pass").pollDelay(Duration.ofSeconds(27)).atMost(LIMIT).until(() -> true);
		stack.temporal().start();
		await().atMost(LIMIT).until(() -> missedTimes().size() >= 5);
		int looks = reports().size();
		await("two more looks").atMost(LIMIT).until(() -> reports().size() >= looks + 2);
		List<Instant> missed = missedTimes();
		assertThat(missed).doesNotHaveDuplicates();
		assertThat(String.join("\n", slack.messages())).contains("shop: schedule beat did not start Rollback")
			.contains("Missed: ")
			.doesNotContain("asleep");
		assertThat(slack.messages().stream().filter(message -> message.contains("schedule beat")))
			.hasSize((int) sights("beat").stream().filter(sight -> sight.missed() > 0).count());
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(metrics())
				.containsPattern("holdfast_schedule_runs_missed_total\\{[^}]*schedule=\"beat\"")
				.containsPattern("holdfast_schedule_paused\\{[^}]*schedule=\"asleep\"[^}]*} 1")
				.containsPattern("holdfast_schedule_last_run_timestamp_seconds\\{[^}]*procedure=\"ScheduleWatch\""));
	}

	@Test
	@Order(3)
	void anEditedProfileIsFollowedWithoutARestart() throws IOException {
		Files.writeString(profile, PROFILE + "  - {name: by-hand, procedure: Rollback, launcher: true}\n");
		await().atMost(LIMIT).ignoreExceptions().until(() -> describe("holdfast/shop/by-hand").getState().getPaused());
		Files.writeString(profile, PROFILE.replace("every: PT3S, catchUp: PT10S", "every: PT1H"));
		await().atMost(LIMIT)
			.until(() -> describe("holdfast/shop/beat").getSpec().getInterval(0).getInterval().getSeconds() == 3600);
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThatThrownBy(() -> describe("holdfast/shop/by-hand"))
				.hasMessageContaining("NOT_FOUND"));
	}

	/**
	 * A run that is under way when Temporal stops goes on for the whole outage: its
	 * schedule then skips its times instead of missing them.
	 */
	private static void killBetweenTwoRuns() {
		long ended = endedRuns();
		await("a run to end").pollInterval(Duration.ofMillis(50)).atMost(LIMIT).until(() -> endedRuns() > ended);
		stack.temporal().kill();
	}

	private static long endedRuns() {
		return client.countWorkflows("WorkflowType = 'Rollback' AND ExecutionStatus != 'Running'").getCount();
	}

	private static Schedule describe(String id) {
		return stack.temporal()
			.stubs()
			.blockingStub()
			.describeSchedule(DescribeScheduleRequest.newBuilder().setNamespace("default").setScheduleId(id).build())
			.getSchedule();
	}

	private static String metrics() throws IOException {
		try (InputStream page = URI.create(application.url() + "/actuator/prometheus").toURL().openStream()) {
			return new String(page.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static List<Instant> missedTimes() {
		return sights("beat").stream().flatMap(sight -> sight.missedTimes().stream()).toList();
	}

	private static List<ScheduleSight> sights(String schedule) {
		return reports().stream()
			.flatMap(report -> report.schedules().stream())
			.filter(sight -> sight.schedule().equals(schedule))
			.toList();
	}

	private static List<ScheduleWatch.Report> reports() {
		try (Stream<WorkflowExecutionMetadata> runs = client
			.listExecutions("WorkflowType = 'ScheduleWatch' AND ExecutionStatus = 'Completed'")) {
			return runs
				.map(run -> client.newUntypedWorkflowStub(run.getExecution().getWorkflowId())
					.getResult(ScheduleWatch.Report.class))
				.toList();
		}
	}

}
