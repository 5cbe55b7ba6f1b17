package targets;

import domain.failure.TransientFailure;
import java.time.Duration;

/** Pauses between two looks: 200 ms at first, two seconds at last. */
public final class Backoff {

	private static final Duration SHORTEST = Duration.ofMillis(200);

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private static final Duration SLICE = Duration.ofSeconds(1);

	private final Runnable alive;

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

	/** Something moved: the next looks follow soon again. */
	public void soon() {
		this.next = SHORTEST;
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("The wait was interrupted: the worker is stopping.", interrupted);
		}
	}

}
