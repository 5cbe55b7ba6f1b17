package probes;

import java.time.Duration;

/** How long an answer took. */
public final class Stopwatch {

	private final long began = System.nanoTime();

	public Duration time() {
		return Duration.ofNanos(System.nanoTime() - began);
	}

}
