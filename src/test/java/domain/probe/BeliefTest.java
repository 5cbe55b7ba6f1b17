package domain.probe;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.HealthCheckProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeliefTest {

	private static final HealthCheckProfile TWO = new HealthCheckProfile(2, 2);

	private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");

	/** The states that people are told of, one after the other. */
	private static List<Health> told(HealthCheckProfile rules, Health... answers) {
		List<Health> told = new ArrayList<>();
		Belief belief = Belief.first();
		for (int number = 0; number < answers.length; number++) {
			belief = belief.after(answers[number], rules, "run-" + number, START.plusSeconds(number));
			if (belief.changedIn("run-" + number)) {
				told.add(belief.state());
			}
		}
		return told;
	}

	@Test
	void oneBadAnswerWakesNobodyAndTheSecondIsToldOnce() {
		assertThat(told(TWO, Health.FAILED)).isEmpty();
		assertThat(told(TWO, Health.FAILED, Health.FAILED, Health.FAILED, Health.FAILED))
			.containsExactly(Health.FAILED);
	}

	@Test
	void flappingTellsNothing() {
		assertThat(told(TWO, Health.FAILED, Health.HEALTHY, Health.FAILED, Health.HEALTHY, Health.FAILED)).isEmpty();
		assertThat(told(TWO, Health.FAILED, Health.FAILED, Health.HEALTHY, Health.FAILED, Health.HEALTHY))
			.containsExactly(Health.FAILED);
	}

	@Test
	void nowDegradedNowFailedIsNotWell() {
		assertThat(told(TWO, Health.DEGRADED, Health.FAILED, Health.DEGRADED, Health.FAILED))
			.containsExactly(Health.FAILED);
	}

	@Test
	void aWorseStateIsToldAndSoIsTheWayBack() {
		assertThat(told(TWO, Health.DEGRADED, Health.DEGRADED, Health.FAILED, Health.FAILED, Health.HEALTHY,
				Health.HEALTHY, Health.HEALTHY))
			.containsExactly(Health.DEGRADED, Health.FAILED, Health.HEALTHY);
	}

	@Test
	void whatWasAlwaysWellIsNotTold() {
		assertThat(told(TWO, Health.HEALTHY, Health.HEALTHY, Health.HEALTHY)).isEmpty();
	}

	@Test
	void aRunCountsOnceAndSaysTheSameAgain() {
		HealthCheckProfile one = new HealthCheckProfile(1, 1);
		Belief once = Belief.first().after(Health.FAILED, one, "run", START);
		Belief twice = once.after(Health.FAILED, one, "run", START);
		assertThat(twice).isEqualTo(once);
		assertThat(twice.changedIn("run")).isTrue();
		assertThat(twice.changedFrom()).isEqualTo(Health.HEALTHY);
		assertThat(Belief.first().after(Health.FAILED, TWO, "run", START).after(Health.FAILED, TWO, "run", START))
			.matches(belief -> belief.state() == Health.HEALTHY);
	}

	@Test
	void anAnswerThatIsOlderThanTheLastCountsNoMore() {
		Belief newer = Belief.first().after(Health.HEALTHY, TWO, "run-2", START.plusSeconds(9));
		assertThat(newer.after(Health.FAILED, new HealthCheckProfile(1, 1), "run-1", START)).isEqualTo(newer);
	}

}
