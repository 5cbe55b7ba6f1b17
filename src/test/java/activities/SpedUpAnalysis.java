package activities;

import domain.profile.Check;
import domain.check.Measurement;
import domain.check.Verdict;
import domain.check.WatchRequest;
import domain.check.WatchResult;
import io.temporal.activity.Activity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The real watch on a clock that runs fast: it looks, counts and heartbeats as often as
 * it would in the longer time. Every look is good.
 */
public final class SpedUpAnalysis implements Analysis {

	private final int factor;

	public SpedUpAnalysis(int factor) {
		this.factor = factor;
	}

	@Override
	public WatchResult watchCanary(WatchRequest request) {
		Instant begun = Instant.now();
		try {
			return new Watch(request, now -> new Sight(passes(request, now), List.of(), null, null),
					Activity.getExecutionContext(), new FastClock(request.since(), begun),
					time -> TimeUnit.NANOSECONDS.sleep(time.dividedBy(factor).toNanos()), new Closing())
				.run();
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("the watch was interrupted", stopped);
		}
	}

	@Override
	public WatchResult watchRollback(WatchRequest request) {
		return watchCanary(request);
	}

	private static List<Measurement> passes(WatchRequest request, Instant now) {
		return request.checks().stream().map(check -> pass(check, now)).toList();
	}

	private static Measurement pass(Check check, Instant now) {
		return new Measurement(check.name(), Verdict.PASS, 0.1, null, "", "", 1000.0, now, check.query(), null);
	}

	private final class FastClock extends Clock {

		private final Instant since;

		private final Instant begun;

		FastClock(Instant since, Instant begun) {
			this.since = since;
			this.begun = begun;
		}

		@Override
		public Instant instant() {
			return since.plus(Duration.between(begun, Instant.now()).multipliedBy(factor));
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
