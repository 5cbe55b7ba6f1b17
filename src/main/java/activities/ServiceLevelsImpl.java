package activities;

import domain.check.Reading;
import domain.failure.TransientFailure;
import domain.lifecycle.DrainRequest;
import domain.lifecycle.Drained;
import domain.lifecycle.LevelReading.Standing;
import domain.lifecycle.LevelReading;
import domain.lifecycle.LevelsRequest;
import domain.profile.MonitoringProfile;
import domain.profile.ServiceLevel;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import monitors.Metrics;
import org.springframework.stereotype.Component;

/** Measures by Prometheus. */
@Component
@ActivityImpl(taskQueues = "operations")
class ServiceLevelsImpl implements ServiceLevels {

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	/** A source that hiccups is asked again; one that is away keeps nobody waiting. */
	private static final Duration SOURCE_PATIENCE = Duration.ofSeconds(20);

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private final Metrics metrics;

	private final Clock clock = Clock.systemUTC();

	ServiceLevelsImpl(Metrics metrics) {
		this.metrics = metrics;
	}

	@Override
	public List<LevelReading> measureLevels(LevelsRequest request) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		Instant begin = clock.instant();
		Instant end = begin.plus(request.within());
		while (true) {
			List<LevelReading> readings = measure(request);
			boolean missed = has(readings, Standing.MISSED);
			boolean away = has(readings, Standing.SOURCE_DOWN) && clock.instant().isBefore(begin.plus(SOURCE_PATIENCE));
			if (!missed && !away || !clock.instant().plus(PAUSE).isBefore(end)) {
				return readings;
			}
			context.heartbeat(null);
			pause();
		}
	}

	private static boolean has(List<LevelReading> readings, Standing standing) {
		return readings.stream().anyMatch(reading -> reading.standing() == standing);
	}

	private List<LevelReading> measure(LevelsRequest request) {
		List<CompletableFuture<LevelReading>> asked = request.levels()
			.stream()
			.filter(level -> level.query() != null)
			.map(level -> SideBySide.ask(() -> measure(request.source(), level)))
			.toList();
		return asked.stream().map(SideBySide::answer).toList();
	}

	private LevelReading measure(MonitoringProfile source, ServiceLevel level) {
		return switch (metrics.value(source, level.query(), TIMEOUT)) {
			case Reading.Numbers numbers -> LevelReading.of(level, numbers.value());
			case Reading.Nothing nothing -> new LevelReading(level, Standing.NO_DATA, null, nothing.why());
			case Reading.Refused refused -> new LevelReading(level, Standing.SOURCE_DOWN, null, refused.why());
			case Reading.Down down -> new LevelReading(level, Standing.SOURCE_DOWN, null, down.why());
		};
	}

	@Override
	public Drained awaitDrained(DrainRequest request) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		Instant end = clock.instant().plus(request.drain().within());
		while (true) {
			Drained now = look(request);
			if (now.done() || request.run().planning() || !clock.instant().plus(PAUSE).isBefore(end)) {
				return now;
			}
			context.heartbeat(now.words());
			pause();
		}
	}

	/** What cannot be read is not drained: silence is no proof of rest. */
	private Drained look(DrainRequest request) {
		return switch (metrics.value(request.source(), request.drain().query(), TIMEOUT)) {
			case Reading.Numbers numbers -> new Drained(numbers.value() <= request.drain().atMost(),
					String.format(Locale.ROOT, "%.4g (<= %.4g)", numbers.value(), request.drain().atMost()));
			case Reading.Nothing nothing -> new Drained(false, nothing.why());
			case Reading.Refused refused -> new Drained(false, refused.why());
			case Reading.Down down -> new Drained(false, down.why());
		};
	}

	private static void pause() {
		try {
			TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("the measurement was interrupted because the worker stops", stopped);
		}
	}

}
