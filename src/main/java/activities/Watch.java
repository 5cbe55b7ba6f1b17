package activities;

import domain.check.WatchCounters;
import domain.check.WatchEnd;
import domain.check.WatchRequest;
import domain.check.WatchResult;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One watch: look, count, decide in the same breath, wait for the next look. Counters
 * travel in heartbeats.
 */
final class Watch {

	/** How soon an order to stop is noticed between two looks. */
	private static final Duration SLICE = Duration.ofMillis(250);

	private final WatchRequest request;

	private final Eyes eyes;

	private final ActivityExecutionContext context;

	private final Clock clock;

	private final Pause pause;

	private final Closing closing;

	private WatchCounters counters;

	Watch(WatchRequest request, Eyes eyes, ActivityExecutionContext context, Clock clock, Pause pause,
			Closing closing) {
		this.request = request;
		this.eyes = eyes;
		this.context = context;
		this.clock = clock;
		this.pause = pause;
		this.closing = closing;
		// What an earlier attempt counted is newer than what the workflow sent.
		this.counters = context.getLastHeartbeatDetails(WatchCounters.class)
			.or(() -> Optional.ofNullable(request.carried()))
			.orElseGet(WatchCounters::none);
	}

	/** Looks once. */
	interface Eyes {

		Sight look(Instant now) throws InterruptedException;

	}

	/** Lets time pass. */
	interface Pause {

		void lasting(Duration time) throws InterruptedException;

	}

	WatchResult run() throws InterruptedException {
		WatchRules rules = new WatchRules(request);
		Sight sight = new Sight(List.of(), List.of(), null, null);
		try {
			for (Instant next = clock.instant();; next = nextLook(next)) {
				waitUntil(next);
				Instant now = clock.instant();
				sight = eyes.look(now);
				counters = WatchRules.count(counters, sight, now);
				context.heartbeat(counters);
				Optional<WatchResult> end = rules.end(sight, counters, now);
				if (end.isPresent()) {
					return end.get();
				}
			}
		}
		// A stopping worker, a pause and a reset are no answer: they end this attempt
		// only, and
		// the next one goes on with the counters.
		catch (ActivityCanceledException told) {
			return new WatchResult(WatchEnd.TOLD, "told to stop", clock.instant(), sight.measurements(), counters);
		}
	}

	private Instant nextLook(Instant last) {
		Instant next = last.plus(request.pollPeriod());
		Instant now = clock.instant();
		return next.isBefore(now) ? now : next;
	}

	private void waitUntil(Instant moment) throws InterruptedException {
		context.heartbeat(counters);
		closing.handOver();
		for (Duration left = left(moment); left.isPositive(); left = left(moment)) {
			pause.lasting(left.compareTo(SLICE) < 0 ? left : SLICE);
			context.heartbeat(counters);
			closing.handOver();
		}
	}

	private Duration left(Instant moment) {
		return Duration.between(clock.instant(), moment);
	}

}
