package workflows.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import domain.maintenance.Cadence;
import domain.profile.Routine;
import domain.profile.RoutineTask;
import domain.profile.SystemProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import systems.TestProfiles;
import workflows.steps.Words;

/** The hours and the downtime of runbook A, each on both sides of its end. */
class BudgetTest {

	private static final Instant BEGIN = Instant.parse("2026-12-05T04:00:00Z");

	private static final SystemProfile SYSTEM = TestProfiles.of("neural-hive-mind");

	private static final Routine MONTHLY = SYSTEM.maintenance().monthly();

	private static Budget budget(Routine routine) {
		return new Budget(routine, new Words("en", ZoneOffset.UTC), BEGIN);
	}

	private static RoutineTask task(String name) {
		return MONTHLY.task(name).orElseThrow();
	}

	@Test
	void theProfileHasTheRunbooksHoursAndDowntime() {
		assertThat(MONTHLY.longest()).isEqualTo(Duration.ofHours(4));
		assertThat(MONTHLY.downtime()).isEqualTo(Duration.ofMinutes(30));
		assertThat(SYSTEM.maintenance().weekly().longest()).isEqualTo(Duration.ofHours(2));
		assertThat(SYSTEM.maintenance().weekly().downtime()).isZero();
	}

	/** What takes ten minutes begins ten minutes before the end at the latest. */
	@ParameterizedTest
	@CsvSource({ "PT0S, true", "PT3H50M, true", "PT3H50M1S, false", "PT4H, false", "PT5H, false" })
	void aTaskBeginsOnlyWhenItEndsWithinTheFourHours(Duration over, boolean begins) {
		assertThat(budget(MONTHLY).refusal(task("restart-engine"), BEGIN.plus(over)).isEmpty()).isEqualTo(begins);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, true", "PT20M, true", "PT20M1S, false", "PT30M, false", "PT2H, false" })
	void aTaskBeginsOnlyWhenItsDowntimeIsLeft(Duration down, boolean begins) {
		Budget budget = budget(MONTHLY);
		budget.spent(down);
		assertThat(budget.refusal(task("restart-gateway"), BEGIN.plus(down)).isEmpty()).isEqualTo(begins);
	}

	@ParameterizedTest
	@CsvSource({ "PT3H59M59S, true", "PT4H, false" })
	void aTaskOfWhichNobodyKnowsHowLongItTakesBeginsWhileThereIsTimeAtAll(Duration over, boolean begins) {
		assertThat(task("log-files").expected()).isNull();
		assertThat(budget(MONTHLY).refusal(task("log-files"), BEGIN.plus(over)).isEmpty()).isEqualTo(begins);
	}

	static Stream<Arguments> routinesWithAnEnd() {
		return Stream.of("agente-ia", "big-brother-cnn", "flow-c", "neural-hive-mind", "sparkone")
			.map(TestProfiles::of)
			.flatMap(system -> Stream.of(Cadence.values())
				.map(cadence -> Arguments.of(system.name() + " " + cadence, system.maintenance().of(cadence))))
			.filter(each -> ((Routine) each.get()[1]).longest() != null);
	}

	/** Whatever its profile gives it. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("routinesWithAnEnd")
	void noTaskOfAnyRoutineBeginsThatWouldEndLater(String name, Routine routine) {
		for (RoutineTask task : routine.tasks()) {
			Duration expected = task.expected() == null ? Duration.ofSeconds(1) : task.expected();
			Instant latest = BEGIN.plus(routine.longest()).minus(expected);
			assertThat(budget(routine).refusal(task, latest)).as("%s %s", name, task.name()).isEmpty();
			assertThat(budget(routine).refusal(task, latest.plusSeconds(1))).as("%s %s", name, task.name()).isPresent();
		}
	}

	@Test
	void whatIsRefusedSaysWhatIsLeft() {
		Budget budget = budget(MONTHLY);
		budget.spent(Duration.ofMinutes(25));
		assertThat(budget.refusal(task("restart-gateway"), BEGIN.plusSeconds(1800)).orElseThrow()).contains("5 min",
				"30 min");
		assertThat(budget.refusal(task("restart-engine"), BEGIN.plus(Duration.ofMinutes(235))).orElseThrow())
			.contains("5 min", "4 h");
	}

}
