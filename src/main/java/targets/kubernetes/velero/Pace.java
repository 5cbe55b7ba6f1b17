package targets.kubernetes.velero;

import domain.failure.TransientFailure;
import java.time.Duration;

/**
 * How often Velero's objects are looked at, and how long anything may take.
 *
 * @param first pause after the first look
 * @param longest longest pause between two looks
 * @param answer how long Velero may take to answer a request of seconds
 */
record Pace(Duration first, Duration longest, Duration answer) {

	/** For backups of minutes: a look every few seconds is enough. */
	static final Pace USUAL = new Pace(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofMinutes(2));

	/** A pause after so many looks, each longer than the one before. */
	void pause(int looks) {
		long millis = Math.min(this.longest.toMillis(), this.first.toMillis() * (1L << Math.min(looks, 10)));
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("The wait for Velero was interrupted: the worker is stopping.", ex);
		}
	}

}
