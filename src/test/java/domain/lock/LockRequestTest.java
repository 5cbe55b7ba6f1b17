package domain.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockRequestTest {

	private final LockRequest child = new LockRequest("shop", "*", "child", "run", "EmergencyRestore", "test", false,
			Duration.ZERO, false, "routine");

	@Test
	void aPartOfARunStaysItsGuestWhateverElseItAsksFor() {
		assertThat(child.within("window").guestOf()).isEqualTo("routine");
		assertThat(child.preempting(Duration.ofMinutes(1)).guestOf()).isEqualTo("routine");
	}

	@Test
	void anEmergencyWaitsAsLongAsItSays() {
		LockRequest urgent = child.preempting(Duration.ofMinutes(1));
		assertThat(urgent.preempts()).isTrue();
		assertThat(urgent.patience()).isEqualTo(Duration.ofMinutes(1));
		assertThat(urgent.scope()).isEqualTo("*");
	}

}
