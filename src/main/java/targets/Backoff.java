package targets;

import domain.failure.TransientFailure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Pauses between two looks: 200 ms at first, two seconds at last. Who hears of a change
 * in between ends the pause with {@link #news()}.
 */
public final class Backoff {

	private static final Duration SHORTEST = Duration.ofMillis(200);

	/** What changes often is not looked at more often than this. */
	private static final Duration AFTER_NEWS = Duration.ofMillis(50);

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private static final Duration SLICE = Duration.ofSeconds(1);

	private final Runnable alive;

	private final Semaphore news = new Semaphore(0);

	private Duration next = SHORTEST;

	public Backoff(Runnable alive) {
		this.alive = alive;
	}

	/** What is called while it waits. */
	public Runnable alive() {
		return this.alive;
	}

	/** Ends early with what {@code alive}, called every second, throws. */
	public void pause() {
		sleep(AFTER_NEWS);
		Duration left = this.next.minus(AFTER_NEWS);
		while (left.isPositive()) {
			Duration slice = (left.compareTo(SLICE) > 0) ? SLICE : left;
			boolean heard = heard(slice);
			this.alive.run();
			if (heard) {
				return;
			}
			left = left.minus(slice);
		}
		Duration longer = this.next.multipliedBy(3).dividedBy(2);
		this.next = (longer.compareTo(LONGEST) > 0) ? LONGEST : longer;
	}

	/** Something moved: the next looks follow soon again. */
	public void soon() {
		this.next = SHORTEST;
	}

	/** Something changed, told by another thread: the pause ends. */
	public void news() {
		this.news.release();
	}

	/** Whether news came within this time, or had come before. */
	private boolean heard(Duration time) {
		try {
			boolean heard = this.news.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
			this.news.drainPermits();
			return heard;
		}
		catch (InterruptedException interrupted) {
			throw stopping(interrupted);
		}
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException interrupted) {
			throw stopping(interrupted);
		}
	}

	private static TransientFailure stopping(InterruptedException interrupted) {
		Thread.currentThread().interrupt();
		return new TransientFailure("The wait was interrupted: the worker is stopping.", interrupted);
	}

}
