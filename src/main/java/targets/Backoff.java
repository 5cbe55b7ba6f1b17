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
	private static final Duration AFTER_NEWS = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private static final Duration SLICE = Duration.ofSeconds(1);

	private final Runnable alive;

	private final Semaphore news = new Semaphore(0);

	private Duration next = SHORTEST;

	/** What is left of a pause that news ended. */
	private Duration left = Duration.ZERO;

	public Backoff(Runnable alive) {
		this.alive = alive;
	}

	/** What is called while it waits. */
	public Runnable alive() {
		return this.alive;
	}

	/**
	 * Ends early with what {@code alive}, called every second, throws, and with news:
	 * then the next pause lasts as long as this one still had to, so that news put no
	 * look off.
	 * @return whether news ended it, and not its time
	 */
	public boolean pause() {
		if (!this.left.isPositive()) {
			this.left = this.next;
		}
		sleep(shorter(this.left, AFTER_NEWS));
		this.left = this.left.minus(AFTER_NEWS);
		while (this.left.isPositive()) {
			long began = System.nanoTime();
			boolean heard = heard(shorter(this.left, SLICE));
			this.left = this.left.minusNanos(System.nanoTime() - began);
			this.alive.run();
			if (heard && this.left.isPositive()) {
				return true;
			}
		}
		this.next = shorter(this.next.multipliedBy(3).dividedBy(2), LONGEST);
		return false;
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
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
