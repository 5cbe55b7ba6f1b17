package targets.ssh;

import domain.failure.TransientFailure;
import java.time.Duration;

/** Pauses between two looks: 200 ms at first, two seconds at last. */
final class Backoff {

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private static final Duration SLICE = Duration.ofSeconds(1);

	private final Runnable alive;

	private Duration next = Duration.ofMillis(200);

	Backoff(Runnable alive) {
		this.alive = alive;
	}

	Runnable alive() {
		return this.alive;
	}

	void pause() {
		Duration left = this.next;
		while (left.isPositive()) {
			Duration slice = (left.compareTo(SLICE) > 0) ? SLICE : left;
			sleep(slice);
			this.alive.run();
			left = left.minus(slice);
		}
		Duration longer = this.next.multipliedBy(3).dividedBy(2);
		this.next = (longer.compareTo(LONGEST) > 0) ? LONGEST : longer;
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("The wait for a host was interrupted: the worker is stopping.", interrupted);
		}
	}

}
