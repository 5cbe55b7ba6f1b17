package activities;

import domain.check.Measurement;
import domain.check.Reading;
import domain.check.WatchRequest;
import domain.check.judge.Judge;
import domain.check.judge.Look;
import domain.profile.Check;
import domain.profile.MonitoringProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import monitors.Metrics;

/** Looks at all checks of a watch, side by side, under one deadline. */
final class CheckLooks {

	/** A source that needs longer cannot be asked. */
	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(5);

	private static final int SAMPLES_IN_WINDOW = 30;

	private final Metrics metrics;

	private final WatchRequest request;

	private final QueryVariables watched;

	private final QueryVariables compared;

	CheckLooks(Metrics metrics, WatchRequest request, QueryVariables watched, QueryVariables compared) {
		this.metrics = metrics;
		this.request = request;
		this.watched = watched;
		this.compared = compared;
	}

	List<Measurement> look(Instant now, LookTime time) throws InterruptedException {
		List<Callable<Measurement>> looks = request.checks()
			.stream()
			.map(check -> (Callable<Measurement>) () -> look(check, now, time))
			.toList();
		try (ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor()) {
			return sideBySide.invokeAll(looks).stream().map(CheckLooks::result).toList();
		}
	}

	private static Measurement result(Future<Measurement> look) {
		try {
			return look.get();
		}
		catch (ExecutionException failure) {
			throw new IllegalStateException("a look at a check failed: " + failure.getCause(), failure.getCause());
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while looking at checks", stopped);
		}
	}

	private Measurement look(Check check, Instant now, LookTime time) {
		Duration window = window(check, now);
		// With all traffic on the canary nothing is left to compare it with: its own
		// limits
		// judge it.
		boolean stableServes = request.weight() < 100;
		boolean compares = stableServes && compared != null && check.kind() != Check.Kind.LIMIT;
		Look.Side stable = compares ? side(check, compared, window, now, time) : null;
		String query = watched.fill(check.query(), window);
		return Judge.judge(check,
				new Look(side(check, watched, window, now, time), stable, query, now, chances(window)),
				request.run().language());
	}

	/**
	 * Never reaches back before the stage: what an earlier weight showed is no evidence
	 * about this one.
	 */
	private Duration window(Check check, Instant now) {
		Duration stage = Duration.between(request.since(), now);
		Duration clipped = check.window().compareTo(stage) > 0 ? stage : check.window();
		return clipped.compareTo(SHORTEST_WINDOW) < 0 ? SHORTEST_WINDOW : clipped;
	}

	private long chances(Duration window) {
		return Math.max(1, request.dwell().toSeconds() / Math.max(1, window.toSeconds()));
	}

	private Look.Side side(Check check, QueryVariables variables, Duration window, Instant now, LookTime time) {
		MonitoringProfile source = request.monitoring();
		Reading requests = check.requests() == null ? null
				: inTime(time, left -> metrics.value(source, variables.fill(check.requests(), window), left));
		String query = variables.fill(check.query(), window);
		Reading value = check.kind() == Check.Kind.DISTRIBUTION
				? inTime(time, left -> metrics.samples(source, query, now.minus(window), now, step(window), left))
				: inTime(time, left -> metrics.value(source, query, left));
		return new Look.Side(requests, value);
	}

	private static Reading inTime(LookTime time, Function<Duration, Reading> question) {
		Duration left = time.left(TIMEOUT);
		return left.isZero() ? new Reading.Down(
				"the source was too slow: all questions of one look have " + time.whole().toSeconds() + " s together")
				: question.apply(left);
	}

	private static Duration step(Duration window) {
		return Duration.ofSeconds(Math.max(1, window.toSeconds() / SAMPLES_IN_WINDOW));
	}

}
