package domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected times and the runs that there are. */
class PunctualityTest {

	private static final Instant EIGHT = Instant.parse("2026-11-21T08:00:00Z");

	private static final List<Instant> QUARTERS = List.of(EIGHT, minute(15), minute(30), minute(45));

	@Test
	void everyTimeWithItsRunIsPunctual() {
		Punctuality punctuality = judge(run(0, 1), run(15, 16), run(30, 31), run(45, 46));
		assertThat(punctuality).isEqualTo(new Punctuality(List.of(), 0, null));
	}

	@Test
	void aTimeWithoutARunIsMissed() {
		assertThat(judge(run(0, 1), run(45, 46)).missed()).containsExactly(minute(15), minute(30));
	}

	@Test
	void noRunAtAllMeansThatEverythingIsMissed() {
		assertThat(judge().missed()).isEqualTo(QUARTERS);
	}

	@Test
	void aRunThatBeganLateIsForTheTimeItWasScheduledFor() {
		ScheduledRun late = new ScheduledRun("late", EIGHT, minute(9), minute(10));
		assertThat(judge(late, run(15, 16), run(30, 31), run(45, 46)).missed()).isEmpty();
	}

	@Test
	void aTimeAtWhichTheRunBeforeWasStillGoingIsSkippedNotMissed() {
		Punctuality punctuality = judge(run(0, 20), run(30, 31), run(45, 46));
		assertThat(punctuality.missed()).isEmpty();
		assertThat(punctuality.skipped()).isEqualTo(1);
		assertThat(punctuality.blocker()).as("it has ended").isNull();
	}

	@Test
	void aRunThatGoesOnAndOnIsNamed() {
		Punctuality punctuality = judge(new ScheduledRun("hung", EIGHT, EIGHT, null));
		assertThat(punctuality.missed()).isEmpty();
		assertThat(punctuality.skipped()).isEqualTo(3);
		assertThat(punctuality.blocker()).isEqualTo("hung");
	}

	@Test
	void aRunThatTakesALittleLongerIsNotNamed() {
		ScheduledRun slow = new ScheduledRun("slow", minute(30), minute(30), null);
		assertThat(Punctuality.of(List.of(minute(45)), List.of(slow), null, minute(46)).blocker()).isNull();
		assertThat(Punctuality.of(List.of(minute(45)), List.of(slow), null, minute(95)).blocker()).isEqualTo("slow");
	}

	@Test
	void withJitterTheRunIsForTheTimeBeforeIt() {
		Instant jittered = minute(15).plusSeconds(40).plusMillis(300);
		ScheduledRun run = new ScheduledRun("run", minute(15), jittered, minute(16));
		assertThat(Punctuality.of(List.of(jittered), List.of(run), Duration.ofMinutes(1), minute(60)).missed())
			.isEmpty();
	}

	private static Punctuality judge(ScheduledRun... runs) {
		return Punctuality.of(QUARTERS, List.of(runs), null, minute(60));
	}

	private static ScheduledRun run(int from, int to) {
		return new ScheduledRun("run-" + from, minute(from), minute(from), minute(to));
	}

	private static Instant minute(int minute) {
		return EIGHT.plus(Duration.ofMinutes(minute));
	}

}
