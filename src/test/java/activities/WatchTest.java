package activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.check.Measurement;
import domain.check.Verdict;
import domain.check.WatchCounters;
import domain.check.WatchEnd;
import domain.check.WatchRequest;
import domain.check.WatchRequest.Until;
import domain.check.WatchResult;
import domain.failure.TransientFailure;
import domain.profile.Check;
import domain.run.Mode;
import domain.run.Run;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityPausedException;
import io.temporal.client.ActivityResetException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.common.interceptors.ActivityExecutionContextBase;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** One watch with time that goes by only when it pauses. */
class WatchTest {

	private static final Instant SINCE = Instant.parse("2026-01-05T10:00:00Z");

	private static final Duration DWELL = Duration.ofMinutes(10);

	private static final Duration POLL = Duration.ofSeconds(15);

	private final List<Instant> looks = new ArrayList<>();

	private final List<WatchCounters> beats = new ArrayList<>();

	private Instant now = SINCE;

	private Verdict verdict = Verdict.PASS;

	/** What the server answers to a heartbeat from this moment on. */
	private Supplier<ActivityCompletionException> order;

	private Instant orderedAt = Instant.MAX;

	private WatchCounters lastBeat;

	private final Closing closing = new Closing();

	private Instant closesAt = Instant.MAX;

	@Test
	void itLooksOncePerPeriodAndPassesWhenTheDwellIsOver() throws InterruptedException {
		assertThat(watch().end()).isEqualTo(WatchEnd.PASSED);
		assertThat(now).isEqualTo(SINCE.plus(DWELL));
		assertThat(looks).hasSize(41);
		assertThat(looks.get(1)).isEqualTo(SINCE.plus(POLL));
	}

	@Test
	void aWatchThatIsTakenUpAfterACrashNeitherShortensNorBeginsTheDwellAgain() throws InterruptedException {
		now = SINCE.plus(Duration.ofMinutes(7));
		lastBeat = new WatchCounters(28, new TreeMap<>(Map.of("errors", 28)), null, null);
		WatchResult result = watch();
		assertThat(result.end()).isEqualTo(WatchEnd.PASSED);
		assertThat(now).isEqualTo(SINCE.plus(DWELL));
		assertThat(result.counters().looks()).isEqualTo(28 + 13);
		assertThat(result.counters().passes()).containsEntry("errors", 41);
	}

	@Test
	void theLookThatSeesTheFailureIsTheLast() throws InterruptedException {
		verdict = Verdict.FAIL;
		assertThat(watch().end()).isEqualTo(WatchEnd.FAILED);
		assertThat(now).isEqualTo(SINCE);
		assertThat(looks).hasSize(1);
	}

	@Test
	void toldToStopItAnswersWithItsCountersWithinASlice() throws InterruptedException {
		order(ActivityCanceledException::new, Duration.ofSeconds(20));
		WatchResult result = watch();
		assertThat(result.end()).isEqualTo(WatchEnd.TOLD);
		assertThat(result.counters().looks()).isEqualTo(2);
		assertThat(now).isBefore(SINCE.plusSeconds(21));
	}

	@Test
	void aStoppingWorkerAPauseAndAResetAreNoAnswerAndKeepTheCounters() {
		List<Supplier<ActivityCompletionException>> orders = List.of(ActivityWorkerShutdownException::new,
				ActivityPausedException::new, ActivityResetException::new);
		for (Supplier<ActivityCompletionException> one : orders) {
			now = SINCE;
			order(one, Duration.ofSeconds(20));
			assertThatThrownBy(this::watch).isInstanceOf(one.get().getClass());
			assertThat(beats.get(beats.size() - 1).looks()).isEqualTo(2);
		}
	}

	@Test
	void toldThatTheWorkerStopsItEndsTheAttemptWithinASliceAndKeepsTheCounters() {
		closesAt = SINCE.plusSeconds(20);
		assertThatThrownBy(this::watch).isInstanceOf(TransientFailure.class)
			.hasMessage("the worker stops, another goes on");
		assertThat(beats.get(beats.size() - 1).looks()).isEqualTo(2);
		assertThat(now).isBefore(SINCE.plusSeconds(21));
	}

	@Test
	void aWatchOnAWorkerThatStopsAlreadyTakesNoLook() {
		closing.begin();
		assertThatThrownBy(this::watch).isInstanceOf(TransientFailure.class);
		assertThat(looks).isEmpty();
	}

	@Test
	void aSourceThatIsDownForTwoLooksIsTold() throws InterruptedException {
		verdict = Verdict.SOURCE_DOWN;
		WatchResult result = watch();
		assertThat(result.end()).isEqualTo(WatchEnd.SOURCE_DOWN);
		assertThat(result.counters().blindSince()).isEqualTo(SINCE);
		assertThat(looks).hasSize(2);
	}

	private void order(Supplier<ActivityCompletionException> given, Duration after) {
		order = given;
		orderedAt = SINCE.plus(after);
	}

	private WatchResult watch() throws InterruptedException {
		Check check = new Check("errors", null, "errors", null, null, 1.0, null, null, null, null, null, null);
		WatchRequest request = new WatchRequest(
				new Run("CanaryDeploy/shop", "run", "CanaryDeploy", "shop", "web", Mode.EXECUTE, "en"), null, null,
				null, List.of(check), "5 %", 5, SINCE, DWELL, DWELL.multipliedBy(2), POLL, 0, Duration.ofMinutes(5),
				Until.PASSED, List.of(), null);
		return new Watch(request, this::look, new Context(), new Time(), this::pause, closing).run();
	}

	private void pause(Duration time) {
		now = now.plus(time);
		if (!now.isBefore(closesAt)) {
			closing.begin();
		}
	}

	private Sight look(Instant at) {
		looks.add(at);
		Measurement measured = new Measurement("errors", verdict, 0.1, null, "<= 1", "", 200.0, at, "errors", null);
		return new Sight(List.of(measured), List.of(), null, verdict == Verdict.SOURCE_DOWN ? "unreachable" : null);
	}

	private final class Context extends ActivityExecutionContextBase {

		Context() {
			super(null);
		}

		@Override
		public <V> void heartbeat(V details) {
			if (!now.isBefore(orderedAt)) {
				throw order.get();
			}
			beats.add((WatchCounters) details);
		}

		@Override
		public <V> Optional<V> getLastHeartbeatDetails(Class<V> type) {
			return Optional.ofNullable(type.cast(lastBeat));
		}

		@Override
		public <V> Optional<V> getLastHeartbeatDetails(Class<V> type, Type generic) {
			return getLastHeartbeatDetails(type);
		}

	}

	private final class Time extends Clock {

		@Override
		public Instant instant() {
			return now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
