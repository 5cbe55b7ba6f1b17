package monitors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import domain.check.Reading;
import domain.profile.MonitoringProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import local.LocalStack;
import local.LocalStack.Part;
import monitors.JsonOverHttp;
import monitors.NoSecrets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Prometheus answers, and what becomes of it. */
class PrometheusMetricsIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final String TWO_SERIES = "label_replace(vector(1), \"pod\", \"a\", \"\", \"\")"
			+ " or label_replace(vector(2), \"pod\", \"b\", \"\", \"\")";

	@TempDir
	static Path directory;

	private static LocalStack stack;

	private final PrometheusMetrics metrics = new PrometheusMetrics(new JsonOverHttp(new NoSecrets()));

	@BeforeAll
	static void start() {
		stack = new LocalStack(directory.resolve("stack")).start(Part.PROMETHEUS);
	}

	@AfterAll
	static void stop() {
		stack.close();
	}

	@Test
	void oneNumberIsRead() {
		assertThat(value("vector(0.25)")).isEqualTo(Reading.Numbers.of(0.25));
		assertThat(value("scalar(vector(7))")).isEqualTo(Reading.Numbers.of(7));
	}

	@Test
	void aMissingSeriesIsNothing() {
		assertThat(value("sum(nobody_measures_this)")).isInstanceOf(Reading.Nothing.class);
	}

	@Test
	void whatIsNotANumberIsNothing() {
		assertThat(value("vector(0) / 0")).isEqualTo(new Reading.Nothing("the value is NaN"));
		assertThat(value("vector(1) / 0")).isEqualTo(new Reading.Nothing("the value is +Inf"));
	}

	@Test
	void severalSeriesAreRefusedBecauseNobodyCouldSayWhichOneCounts() {
		assertThat(value(TWO_SERIES)).isInstanceOfSatisfying(Reading.Refused.class,
				refused -> assertThat(refused.why()).contains("2 series"));
	}

	@Test
	void aWrongQueryIsRefused() {
		assertThat(value("sum(rate(")).isInstanceOf(Reading.Refused.class);
	}

	@Test
	void aSpanLeavesOutWhatIsNotANumber() {
		Instant now = Instant.now();
		assertThat(metrics.samples(source(), "vector(3)", now.minusSeconds(4), now, Duration.ofSeconds(1), TIMEOUT))
			.isEqualTo(new Reading.Numbers(List.of(3.0, 3.0, 3.0, 3.0, 3.0)));
		assertThat(metrics.samples(source(), "vector(0) / 0", now.minusSeconds(4), now, Duration.ofSeconds(1), TIMEOUT))
			.isEqualTo(new Reading.Nothing("the value is NaN"));
	}

	@Test
	void aServerThatIsGoneIsDown() {
		stack.prometheus().stop();
		try {
			assertThat(value("vector(1)")).isInstanceOf(Reading.Down.class);
		}
		finally {
			stack.prometheus().start();
		}
	}

	private Reading value(String query) {
		return metrics.value(source(), query, TIMEOUT);
	}

	private static MonitoringProfile source() {
		return new MonitoringProfile(stack.prometheus().url(), null, null, null, List.of());
	}

}
