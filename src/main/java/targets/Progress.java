package targets;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a wait still goes on: its time counts from the moment when it was nearest to
 * its goal for the first time. Back and forth is no progress, so that what comes and goes
 * does not put off the end for ever.
 */
public final class Progress {

	private final long limit;

	private final LongSupplier nanos;

	private int nearest = Integer.MAX_VALUE;

	private long since;

	/**
	 * Begins now.
	 * @param limit longest time without getting nearer
	 */
	public Progress(Duration limit) {
		this(limit, System::nanoTime);
	}

	Progress(Duration limit, LongSupplier nanos) {
		this.limit = limit.toNanos();
		this.nanos = nanos;
		this.since = nanos.getAsLong();
	}

	/**
	 * Notes how far the goal is now.
	 * @param distance what is missing, counted in whatever the wait is about
	 * @return whether it was never so near before
	 */
	public boolean nearer(int distance) {
		if (distance >= this.nearest) {
			return false;
		}
		this.nearest = distance;
		this.since = this.nanos.getAsLong();
		return true;
	}

	/** Whether it has not come nearer for longer than its limit. */
	public boolean overdue() {
		return this.nanos.getAsLong() - this.since > this.limit;
	}

}
