package targets.kubernetes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SharesTest {

	@ParameterizedTest
	@CsvSource({ "12, 5, 1", "12, 25, 3", "12, 50, 6", "12, 100, 12", "12, 0, 0", "3, 1, 1", "10, 11, 2" })
	void podsBesideAFullStableSideAreRoundedUp(int replicas, int weight, int pods) {
		assertThat(Shares.podsBeside(replicas, weight)).isEqualTo(pods);
	}

	@ParameterizedTest
	@CsvSource({ "12, 5, 1, 11", "12, 25, 3, 9", "12, 50, 6, 6", "12, 100, 12, 0", "12, 0, 0, 12", "1, 50, 1, 1",
			"2, 99, 2, 1" })
	void podsAmongAllFollowTheRunbookAndKeepTheStableSideAlive(int replicas, int weight, int canary, int stable) {
		assertThat(Shares.canaryPodsAmong(replicas, weight)).isEqualTo(canary);
		assertThat(Shares.stablePodsAmong(replicas, weight)).isEqualTo(stable);
	}

	@ParameterizedTest
	@CsvSource({ "12, 12, 0.7, 0", "9, 12, 0.7, 0", "8, 12, 0.7, 34", "6, 12, 1.0, 50", "0, 12, 0.7, 100",
			"0, 12, 0.0, 100" })
	void whatTheStableSideCannotCarryStays(int ready, int needed, double carriesFrom, int stays) {
		assertThat(Shares.shareThatMustStay(ready, needed, carriesFrom)).isEqualTo(stays);
	}

	@Test
	void theShareOfNoCanaryPodsIsNothing() {
		assertThat(Shares.shareOf(0, 0)).isZero();
		assertThat(Shares.shareOf(1, 11)).isEqualTo(8);
		assertThat(Shares.shareOf(3, 0)).isEqualTo(100);
	}

}
