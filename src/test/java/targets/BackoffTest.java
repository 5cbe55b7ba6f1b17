package targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackoffTest {

	private final AtomicInteger beats = new AtomicInteger();

	private final Backoff backoff = new Backoff(this.beats::incrementAndGet);

	@Test
	void aPauseWithoutNewsEndsByItsTime() {
		assertThat(this.backoff.pause()).isFalse();
		assertThat(this.beats).hasPositiveValue();
	}

	/** Else a pod that comes and goes would never be looked at. */
	@Test
	void newsWithoutEndPutNoLookOff() {
		int heard = 0;
		for (int pauses = 0; pauses < 4; pauses++) {
			this.backoff.news();
			while (this.backoff.pause()) {
				heard++;
				this.backoff.news();
			}
		}
		assertThat(heard).as("100 ms lie between two that are heard").isBetween(1, 20);
	}

}
