package app.schedules;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Asks again when Temporal is busy: a schedule answers one question at a time, and says
 * so to whoever asks at the same moment.
 */
final class Patience {

	private static final Duration LONGEST = Duration.ofSeconds(10);

	private static final int LONGEST_PAUSE_MILLIS = 200;

	private Patience() {
	}

	static <T> T ask(Supplier<T> question) {
		long end = System.nanoTime() + LONGEST.toNanos();
		while (true) {
			try {
				return question.get();
			}
			catch (StatusRuntimeException answer) {
				if (answer.getStatus().getCode() != Status.Code.RESOURCE_EXHAUSTED || System.nanoTime() - end > 0
						|| Thread.currentThread().isInterrupted()) {
					throw answer;
				}
				int pause = ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS / 10, LONGEST_PAUSE_MILLIS);
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
			}
		}
	}

}
