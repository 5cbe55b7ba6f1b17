package activities;

import java.time.Duration;

/**
 * How much an archive may hold and how long it may take.
 *
 * @param file bytes of one file, of which the end is kept
 * @param whole bytes of all files together
 * @param within longest time to collect them
 */
record Bounds(int file, long whole, Duration within) {

	static Bounds usual() {
		return new Bounds(2 << 20, 100L << 20, Duration.ofMinutes(5));
	}

}
