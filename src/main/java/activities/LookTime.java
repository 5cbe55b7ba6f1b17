package activities;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that all questions of one look have together: one slow source must not keep
 * the others' answers, nor the next look, waiting.
 */
final class LookTime {

	/**
	 * A look of a watch that looks more often than this may last longer than its period.
	 */
	private static final Duration SHORTEST = Duration.ofSeconds(5);

	private static final Duration LONGEST = Duration.ofSeconds(10);

	private final Duration whole;

	private final LongSupplier nanos;

	private final long end;

	LookTime(Duration whole, LongSupplier nanos) {
		this.whole = whole;
		this.nanos = nanos;
		this.end = nanos.getAsLong() + whole.toNanos();
	}

	/** Begins now; as long as the time between two looks, within reason. */
	static LookTime of(Duration pollPeriod) {
		Duration atLeast = (pollPeriod.compareTo(SHORTEST) < 0) ? SHORTEST : pollPeriod;
		return new LookTime((atLeast.compareTo(LONGEST) > 0) ? LONGEST : atLeast, System::nanoTime);
	}

	/** The whole of it. */
	Duration whole() {
		return whole;
	}

	/**
	 * What is left of it for one question; zero when it is over.
	 * @param most longest time that the question may take in any case
	 */
	Duration left(Duration most) {
		Duration left = Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
		// Sources are asked with milliseconds.
		Duration rounded = Duration.ofMillis(left.toMillis());
		return (rounded.compareTo(most) < 0) ? rounded : most;
	}

}
