package activities;

import domain.failure.TransientFailure;
import java.time.Duration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/**
 * Known from the moment in which the application is told to stop, before the worker takes
 * no more work: a step that lasts for hours hands over then, instead of using up the time
 * that short steps have to finish.
 */
@Component
class Closing implements ApplicationListener<ContextClosedEvent> {

	/** By then this worker polls no more. */
	private static final Duration HAND_OVER = Duration.ofSeconds(1);

	private volatile boolean begun;

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		begin();
	}

	void begin() {
		begun = true;
	}

	/**
	 * Ends the attempt when the worker stops.
	 * @throws TransientFailure then; the next attempt begins with what this one last
	 * reported
	 */
	void handOver() {
		if (begun) {
			throw new TransientFailure("the worker stops, another goes on", null, HAND_OVER);
		}
	}

}
