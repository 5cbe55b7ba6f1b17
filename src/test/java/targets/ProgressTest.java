package targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

	private long seconds;

	private final Progress progress = new Progress(Duration.ofSeconds(60), () -> this.seconds * 1_000_000_000);

	@Test
	void everyStepNearerToTheGoalGivesTheNextOneItsWholeTime() {
		for (int missing = 100; missing > 0; missing--) {
			assertThat(this.progress.nearer(missing)).isTrue();
			this.seconds += 50;
			assertThat(this.progress.overdue()).isFalse();
		}
	}

	@Test
	void whatComesAndGoesDoesNotPutOffTheEnd() {
		for (this.seconds = 0; this.seconds <= 60; this.seconds += 5) {
			this.progress.nearer((this.seconds % 2 == 0) ? 3 : 4);
			assertThat(this.progress.overdue()).isFalse();
		}
		assertThat(this.progress.nearer(3)).isFalse();
		assertThat(this.progress.overdue()).isTrue();
	}

	@Test
	void aWaitThatIsNeverToldAnythingEndsToo() {
		this.seconds = 61;
		assertThat(this.progress.overdue()).isTrue();
	}

}
