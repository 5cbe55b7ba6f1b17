package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.gate.Decision;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A window of flow-c in memory: opened, worked in, closed, and disturbed. */
class MaintenanceWindowTest extends FlowCTrial {

	private static final String WINDOW = "MaintenanceWindow";

	/**
	 * No multiple of the renewal's five minutes: the server in memory loses a run that is
	 * aborted while two of its steps are under way.
	 */
	private static final String NOT_WHEN_RENEWED = "PT58M";

	private static Outcome window(Theatre stage, String duration) {
		return run(stage, WINDOW, Map.of("duration", duration, "reason", "new disks"));
	}

	private static WorkflowStub open(Theatre stage, String duration) {
		return stage.start(WINDOW, WINDOW, new TreeMap<>(Map.of("system", "flow-c", "duration", duration)));
	}

	private static String end(Theatre stage) {
		return stage.hush.state() + " " + stage.estate.standing();
	}

	@Test
	void aWindowThatNobodyFinishesEndsByItselfAndLeavesEverythingAsItWas() {
		isUp();
		String before = end(theatre);
		Outcome outcome = window(theatre, "PT2H");
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(end(theatre)).isEqualTo(before);
		assertThat(theatre.hush.effects).containsExactly("pager quiet", "silence", "silence ended", "pager speaks");
		assertThat(theatre.estate.effects).containsExactly("stop worker-agents", "start worker-agents");
		assertThat(theatre.world.told).contains("window-announced", "window-opened", "window-closed")
			.filteredOn(key -> key.startsWith("window-ends-soon/"))
			.hasSize(2);
	}

	@Test
	void theSilenceIsRenewedOnlyALittleAheadOfTheClock() {
		isUp();
		Instant began = Instant.ofEpochMilli(theatre.now());
		window(theatre, "PT2H");
		Instant last = theatre.hush.ends.getLast();
		assertThat(theatre.hush.ends).hasSizeGreaterThan(20);
		assertThat(theatre.hush.ends.getFirst()).isBetween(began, began.plus(Duration.ofMinutes(16)));
		assertThat(last).isBetween(began.plus(Duration.ofMinutes(115)), began.plus(Duration.ofMinutes(150)));
	}

	@Test
	void somebodyWhoSaysFinishClosesItAtOnceAndAnExtensionMakesItLonger() {
		isUp();
		WorkflowStub run = open(theatre, "PT1H");
		await().until(() -> theatre.world.told.contains("window-opened"));
		run.signal("extend", new Decision(null, "oncall", "slow disks", "PT3H"));
		await().until(() -> theatre.hush.pagerEnds.size() > 1);
		assertThat(Duration.between(theatre.hush.pagerEnds.getFirst(), theatre.hush.pagerEnds.getLast()))
			.isEqualTo(Duration.ofHours(3));
		run.signal("finish", new Decision(null, "oncall", "done"));
		assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(theatre.world.heard("finish")).isTrue();
	}

	@Test
	void aServiceThatDoesNotComeBackEndsTheSilenceAndFailsTheRun() {
		isUp();
		theatre.during("startWorkload", () -> theatre.estate.sick.add("service-registry"));
		assertThat(failure(WINDOW, Map.of("duration", "PT1H")).getOriginalMessage()).contains("service-registry",
				"tão bem quanto antes");
		assertThat(theatre.hush.state()).isEqualTo("silenced false, paged true");
	}

	@Test
	void whatWasBadBeforeTheWindowIsNoReasonToKeepItOpen() {
		isUp();
		theatre.estate.sick.add("service-registry");
		theatre.hush.rows = 0;
		assertThat(window(theatre, "PT1H").result()).isEqualTo(Outcome.Result.COMPLETED);
	}

	@Test
	void workflowsThatDoNotRunAgainAreNoticed() {
		isUp();
		theatre.during("startWorkload", () -> theatre.hush.rows = 0);
		assertThat(failure(WINDOW, Map.of("duration", "PT1H")).getOriginalMessage()).contains("workflows-running");
	}

	@Test
	void whatGoesWrongWhileItIsWatchedIsToldOnce() {
		isUp();
		theatre.during("endSilence", () -> theatre.estate.sick.add("worker-agents"));
		Outcome outcome = window(theatre, "PT1H");
		assertThat(outcome.summary()).contains("worker-agents");
		assertThat(theatre.world.told).filteredOn(key -> key.startsWith("window-anomaly/")).hasSize(1);
	}

	@TestFactory
	Stream<DynamicTest> aBackupThatFailsIsAskedAboutForNoLongerThanTheWindowLasts() {
		return Stream.of("approve", "silence").map(said -> DynamicTest.dynamicTest(said, () -> {
			try (Theatre stage = new Theatre(FLOW_C)) {
				stage.estate.instances.putAll(UP);
				stage.world.answers.put("no-backup", said);
				stage.during("takeBackup", () -> {
					throw new PermanentFailure(FailureKind.NOT_VERIFIED, "the folder is full");
				});
				WorkflowStub run = open(stage, "PT1H");
				if (said.equals("approve")) {
					assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
				}
				else {
					assertThat(Operations.failure(run).getType()).isEqualTo("EXPIRED");
					// Not the server's clock: it may have skipped on since the run
					// closed.
					assertThat(Duration.between(run.describe().getStartTime(), run.describe().getCloseTime()))
						.isBetween(Duration.ofMinutes(60), Duration.ofMinutes(75));
					assertThat(stage.hush.state()).isEqualTo("silenced false, paged true");
				}
				assertThat(stage.world.told).contains("gate-opened/no-backup");
			}
		}));
	}

	@Test
	void aPagerThatIsNotSetUpIsToldAndKeepsNobodyFromWorking() {
		isUp();
		theatre.hush.noPager = true;
		assertThat(window(theatre, "PT1H").result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(theatre.world.told).contains("pager-not-quiet");
	}

	@Test
	void withoutItsSilenceNothingIsBegun() {
		isUp();
		theatre.hush.refuses = true;
		assertThat(failure(WINDOW, Map.of("duration", "PT1H")).getOriginalMessage()).contains("no such filter");
		assertThat(theatre.estate.effects).isEmpty();
		assertThat(theatre.hush.state()).isEqualTo("silenced false, paged true");
	}

	@Test
	void aRenewalThatFailsIsToldAndTriedAgain() {
		isUp();
		theatre.during("keepSilence#3", () -> theatre.hush.refuses = true);
		theatre.during("keepSilence#4", () -> theatre.hush.refuses = false);
		assertThat(window(theatre, "PT1H").result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(theatre.world.told).contains("silence-not-renewed");
	}

	@Test
	void aPlanChangesNothing() {
		isUp();
		String before = end(theatre);
		Outcome plan = run(WINDOW, Map.of("duration", "PT1H", "mode", "plan"));
		assertThat(plan.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(plan.changes()).hasSizeGreaterThanOrEqualTo(3);
		assertThat(end(theatre)).isEqualTo(before);
		assertThat(theatre.hush.effects).isEmpty();
	}

	@TestFactory
	Stream<DynamicTest> aLengthThatMakesNoSenseIsRefused() {
		return Stream.of("PT0S", "-PT1H", "PT24H0.001S")
			.map(length -> DynamicTest.dynamicTest(length,
					() -> assertThat(failure(WINDOW, Map.of("duration", length)).getOriginalMessage())
						.contains("duration")));
	}

	@TestFactory
	Stream<DynamicTest> everyStepFailedOnceOrRunTwiceLeavesTheSameEnd() {
		Set<String> steps;
		String wanted;
		try (Theatre undisturbed = new Theatre(FLOW_C)) {
			undisturbed.estate.instances.putAll(UP);
			window(undisturbed, "PT20M");
			steps = new TreeSet<>(undisturbed.calls);
			wanted = end(undisturbed);
		}
		String end = wanted;
		return steps.stream()
			.flatMap(step -> Stream.of(true, false)
				.map(fails -> DynamicTest.dynamicTest(step + (fails ? " fails once" : " runs twice"), () -> {
					try (Theatre stage = new Theatre(FLOW_C)) {
						stage.estate.instances.putAll(UP);
						if (fails) {
							stage.failOnce(step);
						}
						else {
							stage.runTwice(step);
						}
						assertThat(window(stage, "PT20M").result()).isEqualTo(Outcome.Result.COMPLETED);
						assertThat(end(stage)).isEqualTo(end);
						assertThat(stage.hush.effects).doesNotHaveDuplicates();
					}
				})));
	}

	@TestFactory
	Stream<DynamicTest> anAbortAtAnyMomentPutsEverythingBack() {
		return Stream
			.of("keepPagerWindow", "keepSilence", "takeBackup", "stopWorkload", "keepSilence#2", "startWorkload")
			.map(moment -> DynamicTest.dynamicTest(moment, () -> {
				try (Theatre stage = new Theatre(FLOW_C)) {
					stage.estate.instances.putAll(UP);
					String before = end(stage);
					stage.sayDuring(moment, WINDOW, "abort");
					if (moment.equals("takeBackup") && FLOW_C.recovery().stores().isEmpty()) {
						return;
					}
					assertThat(Operations.failure(open(stage, NOT_WHEN_RENEWED)).getType()).isEqualTo("ABORTED");
					assertThat(stage.saidAll()).isTrue();
					assertThat(end(stage)).isEqualTo(before);
					assertThat(stage.world.told).doesNotContain("undo-incomplete");
				}
			}));
	}

}
