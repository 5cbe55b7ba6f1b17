package activities;

import static org.assertj.core.api.Assertions.assertThat;

import domain.check.Measurement;
import domain.check.Reading;
import domain.check.Verdict;
import domain.check.WatchRequest;
import domain.check.WatchRequest.Until;
import domain.profile.Check;
import domain.profile.MonitoringProfile;
import domain.run.Mode;
import domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import monitors.Metrics;
import org.junit.jupiter.api.Test;

class CheckLooksTest {

	private static final Instant SINCE = Instant.parse("2026-01-05T10:00:00Z");

	private static final Check COMPARED = new Check("errors", Check.Kind.COUNTS, "errors{{{version}}}[{{window}}]",
			"requests{{{version}}}", 150.0, null, null, null, Duration.ofMinutes(1), null, null, null);

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final List<Duration> given = new CopyOnWriteArrayList<>();

	private final AtomicLong nanos = new AtomicLong();

	private Duration takes = Duration.ZERO;

	private LookTime time = LookTime.of(Duration.ofSeconds(15));

	@Test
	void aComparisonAsksBothSidesInTheSameWindow() throws InterruptedException {
		look(COMPARED, 50, Duration.ofMinutes(5));
		assertThat(asked).containsExactlyInAnyOrder("errors{new}[60s]", "errors{old}[60s]", "requests{new}",
				"requests{old}");
	}

	@Test
	void withAllTrafficOnTheCanaryNothingIsComparedAndTheEvidenceSaysSo() throws InterruptedException {
		Measurement measured = look(COMPARED, 100, Duration.ofMinutes(5));
		assertThat(asked).containsExactlyInAnyOrder("errors{new}[60s]", "requests{new}");
		assertThat(measured.baseline()).isNull();
		assertThat(measured.verdict()).isEqualTo(Verdict.PASS);
	}

	@Test
	void theWindowNeverReachesBackBeforeTheStage() throws InterruptedException {
		look(COMPARED, 100, Duration.ofSeconds(20));
		assertThat(asked).contains("errors{new}[20s]");
	}

	@Test
	void allQuestionsOfALookShareOneTimeAndASlowSourceIsDown() throws InterruptedException {
		time = new LookTime(Duration.ofSeconds(5), nanos::get);
		takes = Duration.ofSeconds(2);
		Measurement measured = look(COMPARED, 50, Duration.ofMinutes(5));
		assertThat(given).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(1));
		assertThat(measured.verdict()).isEqualTo(Verdict.SOURCE_DOWN);
		assertThat(measured.note()).contains("5 s together");
	}

	private Measurement look(Check check, int weight, Duration after) throws InterruptedException {
		WatchRequest request = new WatchRequest(
				new Run("CanaryDeploy/shop", "run", "CanaryDeploy", "shop", "web", Mode.EXECUTE, "en"), null, null,
				null, List.of(check), weight + " %", weight, SINCE, Duration.ofMinutes(10), Duration.ofMinutes(20),
				Duration.ofSeconds(15), 0, Duration.ofMinutes(5), Until.PASSED, List.of(), null);
		return new CheckLooks(new Counts(), request, new QueryVariables("canary", "new", "space", "api"),
				new QueryVariables("stable", "old", "space", "api"))
			.look(SINCE.plus(after), time)
			.get(0);
	}

	/** A source that knows a thousand requests and two errors of every version. */
	private final class Counts implements Metrics {

		@Override
		public Reading value(MonitoringProfile source, String query, Duration timeout) {
			asked.add(query);
			given.add(timeout);
			nanos.addAndGet(takes.toNanos());
			return new Reading.Numbers(List.of(query.startsWith("requests") ? 1000.0 : 2.0));
		}

		@Override
		public Reading samples(MonitoringProfile source, String query, Instant from, Instant to, Duration step,
				Duration timeout) {
			return value(source, query, timeout);
		}

	}

}
