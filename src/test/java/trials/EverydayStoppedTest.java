package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import domain.gate.Decision;
import domain.gate.DecisionRecord;
import domain.run.Outcome;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowStub;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * What people say in every wait, every pause and at every gate of the everyday
 * procedures. An abort takes everything back but what the procedure documents as staying:
 * a backup that was made, the copy of a configuration, what a migration did to the data.
 * A no has nothing to answer where nothing is asked.
 */
class EverydayStoppedTest {

	/** Steps in which nothing can be heard yet, and those of the evidence itself. */
	private static final Set<String> DEAF = Set.of("readProfile", "recordDecision", "sendMessage",
			"giveSynchronisationBack");

	@TestFactory
	Stream<DynamicTest> anAbortInAnyWaitTakesEverythingBack() {
		return Everyday.all()
			.flatMap(trial -> waits(trial).stream()
				.map(wait -> named(trial, "aborted during " + wait, () -> aborted(trial, wait))));
	}

	private static void aborted(Everyday trial, String wait) {
		try (Theatre theatre = trial.stage()) {
			String before = trial.standing(theatre);
			theatre.sayDuring(wait, trial.name(), "abort");
			assertThat(Operations.failure(trial.start(theatre)).getType()).isEqualTo("ABORTED");
			assertThat(theatre.saidAll()).isTrue();
			assertThat(trial.standing(theatre)).isEqualTo(before);
			assertThat(theatre.world.told).doesNotContain("undo-incomplete");
		}
	}

	/** Said in the first of the waits and in the last. */
	@TestFactory
	Stream<DynamicTest> aNoWhereNothingIsAskedIsRefusedAndChangesNothing() {
		return Everyday.all().map(trial -> named(trial, "no", () -> refused(trial, waits(trial))));
	}

	private static void refused(Everyday trial, List<String> waits) {
		try (Theatre theatre = trial.stage()) {
			theatre.sayDuring(waits.get(0), trial.name(), "reject");
			theatre.sayDuring(waits.get(waits.size() - 1), trial.name(), "reject");
			assertThat(trial.start(theatre).getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(trial.standing(theatre)).isEqualTo(trial.end());
			assertThat(theatre.world.decisions).hasSize(2).noneMatch(DecisionRecord::accepted);
		}
	}

	/** The page's own button, in the middle of the last step that waits. */
	@TestFactory
	Stream<DynamicTest> aCancellationTakesEverythingBack() {
		return Everyday.all().map(trial -> named(trial, "cancelled", () -> {
			List<String> waits = waits(trial);
			try (Theatre theatre = trial.stage()) {
				String before = trial.standing(theatre);
				theatre.cancelDuring(waits.get(waits.size() - 1), trial.name());
				WorkflowStub run = trial.start(theatre);
				assertThatThrownBy(() -> run.getResult(Outcome.class)).isNotNull();
				assertThat(theatre.saidAll()).isTrue();
				assertThat(trial.standing(theatre)).isEqualTo(before);
			}
		}));
	}

	@TestFactory
	Stream<DynamicTest> anAbortInAPauseTakesEverythingBack() {
		return Everyday.all()
			.filter(trial -> trial.pauses() > 0)
			.flatMap(trial -> LongStream.rangeClosed(1, trial.pauses())
				.mapToObj(pause -> named(trial, "aborted in pause " + pause, () -> abortedInPause(trial, pause))));
	}

	private static void abortedInPause(Everyday trial, long pause) {
		try (Theatre theatre = trial.stage()) {
			String before = trial.standing(theatre);
			WorkflowStub run = trial.start(theatre);
			for (long earlier = 1; earlier < pause; earlier++) {
				awaitTimers(theatre, trial, earlier);
				theatre.skip(trial.pause());
			}
			awaitTimers(theatre, trial, pause);
			run.signal("abort", new Decision(null, "oncall", "because"));
			assertThat(Operations.failure(run).getType()).isEqualTo("ABORTED");
			assertThat(trial.standing(theatre)).isEqualTo(before);
		}
	}

	private static void awaitTimers(Theatre theatre, Everyday trial, long started) {
		await().until(() -> theatre.events(trial.name())
			.stream()
			.filter(EventType.EVENT_TYPE_TIMER_STARTED::equals)
			.count() >= started);
	}

	/** A run that is held waits before its next change, and can be aborted there. */
	@TestFactory
	Stream<DynamicTest> anAbortWhileHeldTakesEverythingBack() {
		return Everyday.all().filter(Everyday::holds).map(trial -> named(trial, "held", () -> {
			try (Theatre theatre = trial.stage()) {
				String before = trial.standing(theatre);
				theatre.sayDuring(trial.heldDuring(), trial.name(), "hold");
				WorkflowStub run = trial.start(theatre);
				await().until(() -> theatre.world.heard("hold"));
				run.signal("abort", new Decision(null, "oncall", "because"));
				assertThat(Operations.failure(run).getType()).isEqualTo("ABORTED");
				assertThat(trial.standing(theatre)).isEqualTo(before);
			}
		}));
	}

	/** The gate of a freeze opens before anything was changed. */
	@TestFactory
	Stream<DynamicTest> whateverIsNotAYesToAFreezesOverrideChangesNothing() {
		Stream<DynamicTest> rejected = Everyday.all()
			.map(trial -> named(trial, "in a freeze", () -> notOverridden(trial, "reject")));
		return Stream.concat(rejected,
				Stream.of("abort", "silence")
					.map(word -> named(Everyday.drained(), "in a freeze: " + word,
							() -> notOverridden(Everyday.drained(), word))));
	}

	private static void notOverridden(Everyday trial, String word) {
		try (Theatre theatre = trial.frozen()) {
			String before = trial.standing(theatre);
			theatre.world.answers.put("freeze-override", word);
			endsWith(trial.startInFreeze(theatre), word);
			assertThat(trial.standing(theatre)).isEqualTo(before);
			assertThat(theatre.estate.effects).isEmpty();
			assertThat(theatre.versions.effects).isEmpty();
			assertThat(theatre.world.told).contains("gate-opened/freeze-override");
		}
	}

	/**
	 * The gate of work that does not end opens in maintenance mode, which ends with it.
	 */
	@TestFactory
	Stream<DynamicTest> whateverIsNotAYesToStoppingWorkUnderWayLeavesItWorking() {
		Everyday trial = Everyday.drained();
		return Stream.of("abort", "reject", "silence").map(word -> named(trial, word, () -> {
			try (Theatre theatre = trial.stage()) {
				String before = trial.standing(theatre);
				theatre.estate.drained = false;
				theatre.world.answers.put("drain-agente-api", word);
				endsWith(trial.start(theatre), word);
				assertThat(trial.standing(theatre)).isEqualTo(before);
				assertThat(theatre.estate.effects).containsExactly("maintenance on", "maintenance off");
			}
		}));
	}

	private static void endsWith(WorkflowStub run, String word) {
		if (word.equals("reject")) {
			assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.REJECTED);
		}
		else {
			assertThat(Operations.failure(run).getType()).isEqualTo(word.equals("abort") ? "ABORTED" : "EXPIRED");
		}
	}

	/** Every step of an undisturbed run in its order, each with its number. */
	private static List<String> waits(Everyday trial) {
		Map<String, Integer> seen = new LinkedHashMap<>();
		return trial.calls()
			.stream()
			.filter(step -> !DEAF.contains(step))
			.map(step -> step + "#" + seen.merge(step, 1, Integer::sum))
			.toList();
	}

	private static DynamicTest named(Everyday trial, String name, Executable test) {
		return DynamicTest.dynamicTest(trial.name() + ": " + name, test);
	}

}
