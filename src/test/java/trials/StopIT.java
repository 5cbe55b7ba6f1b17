package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import domain.check.WatchCounters;
import domain.check.WatchResult;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import local.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The application is told to stop, as a cluster does when it moves a pod; and what it
 * says about itself while Temporal is away.
 */
class StopIT {

	private static final Duration DWELL = Duration.ofSeconds(30);

	private static final Duration LIMIT = Patience.LIMIT;

	/** Less than the dwell: a dwell that began again would end later. */
	private static final Duration SLACK = DWELL.minusSeconds(5);

	/**
	 * Less than the grace period, which a watch that hands itself over does not use up.
	 */
	private static final Duration AT_ONCE = Duration.ofSeconds(20);

	private static Operations operations;

	@BeforeAll
	static void start() {
		operations = new Operations("stop-trial");
	}

	@AfterAll
	static void stop() {
		operations.close();
	}

	@Test
	void aStopWhileWatchingTakesSecondsAndNeitherShortensTheDwellNorBeginsItAgain() {
		WorkflowStub run = operations.deploy("stopped", "v1.3.0", DWELL);
		until(() -> looks(run) >= 3);
		long looksBefore = looks(run);
		Instant told = Instant.now();
		operations.application.stop();
		assertThat(operations.application.awaitEnd()).isIn(0, 143);
		assertThat(Duration.between(told, Instant.now())).isLessThan(AT_ONCE);
		assertThat(looks(run)).as("counters of the attempt that ended").isGreaterThanOrEqualTo(looksBefore);
		assertThat(watch(run).getLastFailure().getMessage()).isEqualTo("the worker stops, another goes on");

		operations.application.start();
		Instant back = Instant.now();
		until(() -> operations.waitsAt(run, "stage-5"));
		WatchedStage stage = firstStage(run);
		assertThat(stage.looks()).isGreaterThan(looksBefore);
		assertThat(Duration.between(stage.began(), stage.ended())).isGreaterThanOrEqualTo(DWELL);
		Instant due = Stream.of(back, stage.began().plus(DWELL)).max(Comparator.naturalOrder()).orElseThrow();
		assertThat(stage.ended()).isBefore(due.plus(SLACK));
		abort(run);
	}

	@Test
	void whileTemporalIsAwayItIsNotReadyButWellAndGoesOnWhenTemporalIsBack() {
		WorkflowStub run = operations.deploy("lonely", "v1.3.0", Duration.ofMinutes(10));
		until(() -> operations.watches(run));
		operations.stack.temporal().stop();
		until(() -> !operations.application.isReady());
		assertThatItIsLive();
		operations.stack.temporal().start();
		until(operations.application::isReady);
		abort(run);
	}

	private static void assertThatItIsLive() {
		await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(operations.application::isLive);
	}

	private static void abort(WorkflowStub run) {
		await().atMost(LIMIT).ignoreExceptions().until(() -> operations.say(run, "abort", null).accepted());
		assertThat(Operations.failure(run).getType()).isEqualTo("ABORTED");
		assertThat(operations.canaryIsThere()).isFalse();
	}

	private static PendingActivityInfo watch(WorkflowStub run) {
		return run.describe()
			.getRawDescription()
			.getPendingActivitiesList()
			.stream()
			.filter(step -> step.getActivityType().getName().equals("WatchCanary"))
			.findFirst()
			.orElseThrow();
	}

	private static long looks(WorkflowStub run) {
		return read(watch(run).getHeartbeatDetails().getPayloads(0), WatchCounters.class).looks();
	}

	private static WatchedStage firstStage(WorkflowStub run) {
		List<HistoryEvent> events = operations.stack.temporal()
			.client()
			.fetchHistory(run.getExecution().getWorkflowId())
			.getEvents();
		HistoryEvent scheduled = events.stream()
			.filter(event -> event.getActivityTaskScheduledEventAttributes()
				.getActivityType()
				.getName()
				.equals("WatchCanary"))
			.findFirst()
			.orElseThrow();
		HistoryEvent completed = events.stream()
			.filter(event -> event.getActivityTaskCompletedEventAttributes().getScheduledEventId() == scheduled
				.getEventId())
			.findFirst()
			.orElseThrow();
		WatchResult result = read(completed.getActivityTaskCompletedEventAttributes().getResult().getPayloads(0),
				WatchResult.class);
		return new WatchedStage(time(scheduled), time(completed), result.counters().looks());
	}

	private static <T> T read(Payload payload, Class<T> type) {
		return app.Converters.standard().fromPayload(payload, type, type);
	}

	private static Instant time(HistoryEvent event) {
		return Instant.ofEpochSecond(event.getEventTime().getSeconds(), event.getEventTime().getNanos());
	}

	private static void until(Callable<Boolean> state) {
		await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).ignoreExceptions().until(state);
	}

	private record WatchedStage(Instant began, Instant ended, long looks) {

	}

}
