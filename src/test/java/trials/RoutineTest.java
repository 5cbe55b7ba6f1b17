package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.maintenance.RoutineOutcome;
import domain.maintenance.TaskResult.Status;
import domain.maintenance.TaskResult;
import domain.profile.CleanUp.What;
import domain.profile.SystemProfile;
import domain.report.Figure;
import domain.report.Report;
import domain.report.Verdict;
import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

/** Routines on a system in memory. */
class RoutineTest {

	private static final String HEAD = """
			name: shop
			title: Shop
			language: en
			timeZone: UTC
			targets: [{name: production, kind: kubernetes, namespace: shop}]
			monitoring: {prometheus: "http://prometheus.example.com"}
			stores: [{name: db, kind: postgresql, host: db.example.com, database: shop, user: shop}]
			components: [{name: web, kind: deployment, target: production}]
			probes: [{name: health, kind: http, component: web, url: "http://shop.example.com/health"}]
			queries: [{name: slow, kind: sql, store: db, text: SELECT 1}]
			people:
			  persons: [{name: oncall, title: On call, roles: [on-call]}]
			recovery:
			  destinations: [{name: backups, kind: folder, folder: /backups}]
			  stores: [{name: database, engine: postgresql, store: db, destination: backups}]
			maintenance:
			  weekly:
			    longest: PT4H
			    downtime: PT30M
			    tasks:
			""";

	private Theatre theatre;

	@AfterEach
	void close() {
		if (theatre != null) {
			theatre.close();
		}
	}

	private static SystemProfile profile(String tasks) {
		return TestProfiles.read(HEAD + tasks.indent(6));
	}

	private void stage(String tasks) {
		theatre = new Theatre(profile(tasks));
	}

	private RoutineOutcome run(Map<String, Object> more) {
		try {
			return start(more).getResult(2, TimeUnit.MINUTES, RoutineOutcome.class);
		}
		catch (TimeoutException late) {
			throw new AssertionError("the run does not end", late);
		}
	}

	private WorkflowStub start(Map<String, Object> more) {
		Map<String, Object> request = new TreeMap<>(more);
		request.putIfAbsent("system", "shop");
		return theatre.start("WeeklyMaintenance", "weekly", request);
	}

	private ApplicationFailure failure(Map<String, Object> more) {
		try {
			throw new AssertionError("it ended well: " + run(more));
		}
		catch (WorkflowFailedException failed) {
			return (ApplicationFailure) failed.getCause();
		}
	}

	private static Map<String, Status> statuses(RoutineOutcome outcome) {
		return outcome.tasks().stream().collect(Collectors.toMap(TaskResult::name, TaskResult::status));
	}

	private static TaskResult task(RoutineOutcome outcome, String name) {
		return outcome.tasks().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
	}

	@Test
	void everyTaskIsDoneAndHasItsEvidence() {
		stage("""
				- {name: backup, kind: procedure, procedure: Backup}
				- {name: health, kind: probes}
				- {name: figures, kind: figures, figures: [{name: cost, query: sum(cost), atMost: 400, unit: US$}]}
				- {name: slow-queries, kind: queries, queries: [slow], rowsAtMost: 0}
				- {name: pods, kind: clean-up, after: [backup], cleanUp: {what: succeeded-pods, target: production}}
				""");
		theatre.chores.leftovers.put(What.SUCCEEDED_PODS, 7);
		theatre.estate.levels.put("cost", 400.0);
		theatre.hush.rows = 0;
		RoutineOutcome outcome = run(Map.of());
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(outcome.tasks()).extracting(TaskResult::status).containsOnly(Status.DONE);
		assertThat(theatre.chores.effects).containsExactly("removed 7 SUCCEEDED_PODS");
		assertThat(task(outcome, "backup").evidence().words()).contains("backups taken and read back");
		assertThat(task(outcome, "slow-queries").evidence().artifacts()).isNotEmpty();
		assertThat(outcome.changes()).extracting(Object::toString)
			.anyMatch(change -> change.contains("backup of database"))
			.anyMatch(change -> change.contains("SUCCEEDED_PODS"));
		Report report = theatre.press.reports.get("weekly/WeeklyMaintenance");
		assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
		assertThat(report.figures()).extracting(Figure::name).contains("figures/cost", "slow-queries/slow");
		assertThat(report.tables().getFirst().rows()).hasSize(5);
		Kept.whenAsked("routine-done", theatre.client(),
				theatre.client().newUntypedWorkflowStub("weekly").describe().getExecution());
	}

	@Test
	void whatIsBeyondALimitIsAFindingAndNoFailure() {
		stage("""
				- {name: cost, kind: figures, owner: oncall, figures: [{name: cost, query: sum(cost), atMost: 400, unit: US$}]}
				- {name: slow-queries, kind: queries, queries: [slow], rowsAtMost: 0}
				- {name: health, kind: probes}
				""");
		theatre.estate.levels.put("cost", 400.5);
		theatre.hush.rows = 1;
		theatre.estate.sick.add("web");
		RoutineOutcome outcome = run(Map.of());
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(outcome.tasks()).extracting(TaskResult::status).containsOnly(Status.FINDINGS);
		assertThat(outcome.summary()).contains("cost: 401 US$ (≤ 400)");
	}

	@Test
	void whatNothingMeasuresIsNeverCountedAsKept() {
		theatre = new Theatre(
				TestProfiles.read((HEAD + "- {name: levels, kind: figures}".indent(6)).replace("people:", """
						serviceLevels: [{name: uptime, atLeast: 99.5, unit: "%"}, {name: csat, atLeast: 4}]
						people:""")));
		TaskResult levels = task(run(Map.of()), "levels");
		assertThat(levels.status()).isEqualTo(Status.FINDINGS);
		assertThat(levels.evidence().words()).isEqualTo("0 of 2 within their limits, 2 measured by nothing");
		assertThat(levels.evidence().findings()).singleElement().asString().startsWith("nothing was measured");
	}

	@Test
	void aTaskThatFailsNeverHidesTheOthers() {
		stage("""
				- {name: pods, kind: clean-up, cleanUp: {what: succeeded-pods, target: production}}
				- {name: jobs, kind: clean-up, cleanUp: {what: complete-jobs, target: production}}
				- {name: health, kind: probes}
				""");
		theatre.chores.broken.add(What.SUCCEEDED_PODS);
		theatre.chores.leftovers.put(What.COMPLETE_JOBS, 2);
		ApplicationFailure failure = failure(Map.of());
		assertThat(failure.getType()).isEqualTo("INCOMPLETE");
		assertThat(failure.getOriginalMessage()).contains("2 done, 1 failed", "pods: not permitted");
		assertThat(theatre.chores.effects).containsExactly("removed 2 COMPLETE_JOBS");
	}

	@Test
	void aTaskMayStopTheRest() {
		stage("""
				- {name: pods, kind: clean-up, onFailure: stop, cleanUp: {what: succeeded-pods, target: production}}
				- {name: jobs, kind: clean-up, cleanUp: {what: complete-jobs, target: production}}
				""");
		theatre.chores.broken.add(What.SUCCEEDED_PODS);
		theatre.chores.leftovers.put(What.COMPLETE_JOBS, 2);
		assertThat(failure(Map.of()).getOriginalMessage()).contains("1 not begun");
		assertThat(theatre.press.reports.get("weekly/WeeklyMaintenance").remarks())
			.anyMatch(remark -> remark.text().endsWith("{\"system\": \"shop\", \"tasks\": [\"pods\", \"jobs\"]}"));
		Kept.whenAsked("routine-stopped", theatre.client(),
				theatre.client().newUntypedWorkflowStub("weekly").describe().getExecution());
		assertThat(theatre.chores.effects).isEmpty();
	}

	@TestFactory
	Stream<DynamicTest> aPersonSaysWhetherToGoOn() {
		return Stream.of("approve", "reject", "silence").map(said -> DynamicTest.dynamicTest(said, () -> {
			try (Theatre stage = new Theatre(profile("""
					- {name: pods, kind: clean-up, onFailure: ask, cleanUp: {what: succeeded-pods, target: production}}
					- {name: jobs, kind: clean-up, cleanUp: {what: complete-jobs, target: production}}
					"""))) {
				theatre = stage;
				stage.chores.broken.add(What.SUCCEEDED_PODS);
				stage.chores.leftovers.put(What.COMPLETE_JOBS, 2);
				stage.world.answers.put("task-pods", said);
				failure(Map.of());
				assertThat(stage.chores.effects.isEmpty()).isEqualTo(!said.equals("approve"));
			}
			theatre = null;
		}));
	}

	@TestFactory
	Stream<DynamicTest> moreThanUsualIsRemovedOnlyWhenApprovedAndNeverMoreThanTheCap() {
		return Stream.of("10 approve 0", "11 approve 0", "11 reject 11", "11 silence 11", "21 approve 1")
			.map(each -> DynamicTest.dynamicTest(each, () -> {
				String[] words = each.split(" ");
				try (Theatre stage = new Theatre(
						profile("""
								- {name: pods, kind: clean-up, within: P2D, cleanUp: {what: succeeded-pods, target: production, askAbove: 10, most: 20}}
								"""))) {
					theatre = stage;
					stage.chores.leftovers.put(What.SUCCEEDED_PODS, Integer.parseInt(words[0]));
					stage.world.answers.put("pods", words[1]);
					RoutineOutcome outcome = run(Map.of());
					assertThat(stage.chores.leftovers).containsEntry(What.SUCCEEDED_PODS, Integer.parseInt(words[2]));
					assertThat(stage.world.told.contains("gate-opened/pods")).isEqualTo(!words[0].equals("10"));
					assertThat(statuses(outcome)).containsEntry("pods",
							words[2].equals("0") ? Status.DONE : Status.FINDINGS);
				}
				theatre = null;
			}));
	}

	@Test
	void anAutoscalerIsSeenToScaleAndPutBack() {
		stage("- {name: autoscaler, kind: autoscaler, component: web}");
		theatre.estate.instances.put("web", 2);
		var before = theatre.estate.bounds;
		theatre.during("limitAutoscaler#2", () -> theatre.estate.instances.put("web", 3));
		RoutineOutcome outcome = run(Map.of());
		assertThat(task(outcome, "autoscaler").status()).isEqualTo(Status.DONE);
		assertThat(task(outcome, "autoscaler").evidence().figures()).isNotEmpty();
		assertThat(theatre.estate.bounds).isEqualTo(before);
		assertThat(theatre.estate.effects).containsExactly("bounds", "bounds");
	}

	@Test
	void anAutoscalerThatDoesNotScaleIsAFindingAndPutBack() {
		stage("- {name: autoscaler, kind: autoscaler, component: web}");
		theatre.estate.instances.put("web", 2);
		var before = theatre.estate.bounds;
		RoutineOutcome outcome = run(Map.of());
		assertThat(task(outcome, "autoscaler").evidence().findings()).singleElement()
			.asString()
			.contains("not scaled to 3");
		assertThat(theatre.estate.bounds).isEqualTo(before);
	}

	@TestFactory
	Stream<DynamicTest> anAutoscalerIsPutBackWhenTheRunIsStopped() {
		return Stream.of("abort 2", "cancel 2", "abort 3").map(each -> DynamicTest.dynamicTest(each, () -> {
			String[] words = each.split(" ");
			String moment = words[1].equals("2") ? "limitAutoscaler#2" : "observeWorkloads#2";
			try (Theatre stage = new Theatre(profile("- {name: autoscaler, kind: autoscaler, component: web}"))) {
				theatre = stage;
				stage.estate.instances.put("web", 2);
				var before = stage.estate.bounds;
				if (words[0].equals("abort")) {
					stage.sayDuring(moment, "weekly", "abort");
				}
				else {
					stage.cancelDuring(moment, "weekly");
				}
				assertThatThrownBy(() -> run(Map.of())).isInstanceOf(WorkflowFailedException.class);
				assertThat(stage.saidAll()).isTrue();
				assertThat(stage.estate.bounds).isEqualTo(before);
				assertThat(stage.estate.effects).containsExactly("bounds", "bounds");
			}
			theatre = null;
		}));
	}

	/**
	 * The first task finds nothing within ten minutes, which are ten minutes of downtime.
	 */
	@TestFactory
	Stream<DynamicTest> noTaskExceedsTheDowntime() {
		return Stream
			.of("PT19M approve DONE", "PT21M approve NO_BUDGET", "PT19M reject STOPPED", "PT19M silence NO_BUDGET")
			.map(each -> DynamicTest.dynamicTest(each, () -> {
				String[] words = each.split(" ");
				try (Theatre stage = new Theatre(
						profile("""
								- {name: first, kind: autoscaler, component: web, downtime: true, expected: PT10M}
								- {name: second, kind: clean-up, downtime: true, expected: %s, cleanUp: {what: complete-jobs, target: production}}
								- {name: health, kind: probes}
								"""
							.formatted(words[0])))) {
					theatre = stage;
					stage.estate.instances.put("web", 2);
					stage.chores.leftovers.put(What.COMPLETE_JOBS, 2);
					stage.world.answers.put("downtime", words[1]);
					RoutineOutcome outcome = run(Map.of());
					assertThat(statuses(outcome)).containsEntry("second", Status.valueOf(words[2]))
						.containsEntry("health", Status.DONE);
					assertThat(stage.chores.effects.isEmpty()).isEqualTo(!words[2].equals("DONE"));
					if (each.equals("PT21M approve NO_BUDGET")) {
						Kept.whenAsked("routine-without-budget", stage.client(),
								stage.client().newUntypedWorkflowStub("weekly").describe().getExecution());
					}
				}
				theatre = null;
			}));
	}

	/** Four hours for all of it, ten minutes of which are over. */
	@TestFactory
	Stream<DynamicTest> noTaskExceedsTheHours() {
		return Stream.of("PT3H49M DONE", "PT3H51M NO_BUDGET").map(each -> DynamicTest.dynamicTest(each, () -> {
			String[] words = each.split(" ");
			try (Theatre stage = new Theatre(profile("""
					- {name: first, kind: autoscaler, component: web}
					- {name: second, kind: clean-up, expected: %s, cleanUp: {what: complete-jobs, target: production}}
					""".formatted(words[0])))) {
				theatre = stage;
				stage.estate.instances.put("web", 2);
				assertThat(statuses(run(Map.of()))).containsEntry("second", Status.valueOf(words[1]));
			}
			theatre = null;
		}));
	}

	@TestFactory
	Stream<DynamicTest> aTaskThatNeedsApprovalBeginsOnlyWithIt() {
		return Stream.of("approve DONE", "reject STOPPED", "silence STOPPED")
			.map(each -> DynamicTest.dynamicTest(each, () -> {
				String[] words = each.split(" ");
				try (Theatre stage = new Theatre(
						profile("""
								- {name: load, kind: command, approval: true, command: {target: production, image: load, command: [load]}}
								"""))) {
					theatre = stage;
					stage.world.answers.put("begin-load", words[0]);
					assertThat(statuses(run(Map.of()))).containsEntry("load", Status.valueOf(words[1]));
				}
				theatre = null;
			}));
	}

	@Test
	void tasksCanBeChosenAndLeftOut() {
		stage("""
				- {name: health, kind: probes}
				- {name: pods, kind: clean-up, after: [health], cleanUp: {what: succeeded-pods, target: production}}
				- {name: jobs, kind: clean-up, cleanUp: {what: complete-jobs, target: production}}
				""");
		assertThat(statuses(run(Map.of("tasks", List.of("pods", "jobs"), "without", List.of("jobs")))))
			.containsEntry("health", Status.LEFT_OUT)
			.containsEntry("pods", Status.DONE)
			.containsEntry("jobs", Status.LEFT_OUT);
	}

	@Test
	void aTaskThatDoesNotExistIsRefusedAtOnce() {
		stage("- {name: health, kind: probes}");
		assertThat(failure(Map.of("tasks", List.of("helth"))).getOriginalMessage())
			.isEqualTo("tasks: \"helth\" was given; tasks of this routine: [health]");
	}

	@Test
	void whatChangesSomethingIsHeldBackByAnotherRunAndTheRestIsDone() {
		stage("""
				- {name: health, kind: probes}
				- {name: pods, kind: clean-up, cleanUp: {what: succeeded-pods, target: production}}
				""");
		theatre.chores.leftovers.put(What.SUCCEEDED_PODS, 7);
		theatre.holdLock("shop");
		RoutineOutcome outcome = run(Map.of());
		assertThat(statuses(outcome)).containsEntry("health", Status.DONE).containsEntry("pods", Status.HELD_BACK);
		assertThat(task(outcome, "pods").evidence().words()).contains("locked by Elsewhere");
		assertThat(theatre.chores.effects).isEmpty();
	}

	/**
	 * Whoever works on an incident holds the lock; nothing else says that one is open.
	 */
	@Test
	void whatChangesSomethingIsHeldBackByAnOpenIncidentAndADrillIsNot() {
		stage("""
				- {name: pods, kind: clean-up, cleanUp: {what: succeeded-pods, target: production}}
				- {name: restore-test, kind: procedure, procedure: DisasterRecoveryDrill, input: {unattended: true}}
				- {name: restart, kind: procedure, procedure: Restart, input: {component: web}}
				""");
		theatre.chores.leftovers.put(What.SUCCEEDED_PODS, 7);
		theatre.holdLock("shop", "EmergencyRestore", true);
		Map<String, Status> statuses;
		try {
			statuses = statuses(run(Map.of()));
		}
		catch (WorkflowFailedException failed) {
			throw new AssertionError(failed.getCause().getMessage(), failed);
		}
		assertThat(statuses).containsEntry("pods", Status.HELD_BACK)
			.containsEntry("restart", Status.HELD_BACK)
			.doesNotContainEntry("restore-test", Status.HELD_BACK);
		assertThat(theatre.chores.effects).isEmpty();
	}

	@Test
	void whatChangesSomethingIsHeldBackByAFreezeAndTheRestIsDone() {
		theatre = new Theatre(TestProfiles.read((HEAD + """
				- {name: health, kind: probes}
				- {name: pods, kind: clean-up, cleanUp: {what: succeeded-pods, target: production}}
				""".indent(6)).replace("people:",
				"""
						freezes: [{name: All year, reason: audit, weekdays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday], start: 00:00, lasting: P1D}]
						people:""")));
		theatre.chores.leftovers.put(What.SUCCEEDED_PODS, 7);
		RoutineOutcome outcome = run(Map.of());
		assertThat(statuses(outcome)).containsEntry("health", Status.DONE).containsEntry("pods", Status.HELD_BACK);
		assertThat(task(outcome, "pods").evidence().words()).contains("All year");
		assertThat(theatre.chores.effects).isEmpty();
	}

	@Test
	void aPlanShowsWhatWouldGoAndRemovesNothing() {
		stage("""
				- {name: backup, kind: procedure, procedure: Backup}
				- {name: pods, kind: clean-up, cleanUp: {what: succeeded-pods, target: production}}
				- {name: review, kind: people, items: [Look at the runbook]}
				""");
		theatre.chores.leftovers.put(What.SUCCEEDED_PODS, 7);
		RoutineOutcome outcome = run(Map.of("mode", "plan"));
		assertThat(outcome.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(outcome.changes()).extracting(Object::toString)
			.anyMatch(change -> change.contains("SUCCEEDED_PODS"));
		assertThat(theatre.chores.effects).isEmpty();
		assertThat(theatre.world.told).isEmpty();
	}

	@TestFactory
	Stream<DynamicTest> whatPeopleDoIsDoneWhenTheySaySo() {
		return Stream.of("approve", "reject", "silence").map(said -> DynamicTest.dynamicTest(said, () -> {
			try (Theatre stage = new Theatre(profile("- {name: review, kind: people, items: [Look at the runbook]}"))) {
				theatre = stage;
				stage.world.answers.put("review", said);
				assertThat(statuses(run(Map.of()))).containsEntry("review",
						said.equals("approve") ? Status.DONE : Status.FINDINGS);
			}
			theatre = null;
		}));
	}

	@TestFactory
	Stream<DynamicTest> aStepThatFailsOnceOrRunsTwiceChangesNothing() {
		return Stream
			.of("takeBackup", "verifyBackup", "askProbes", "measureLevels", "askQuery", "findLeftovers",
					"removeLeftovers", "fileReport", "sendMessage")
			.flatMap(step -> Stream.of(true, false)
				.map(fails -> DynamicTest.dynamicTest(step + (fails ? " fails once" : " twice"), () -> {
					try (Theatre stage = new Theatre(TestProfiles.agenteIa())) {
						theatre = stage;
						if (fails) {
							stage.failOnce(step);
						}
						else {
							stage.runTwice(step);
						}
						stage.chores.leftovers.put(What.SUCCEEDED_PODS, 7);
						RoutineOutcome outcome = run(Map.of("system", "agente-ia"));
						assertThat(stage.chores.effects).containsExactly("removed 7 SUCCEEDED_PODS");
						assertThat(stage.world.effects).containsExactly("backup");
						assertThat(statuses(outcome).values()).containsOnly(Status.DONE);
					}
					theatre = null;
				})));
	}

	/** A step that runs twice has the effect of one, also on what is above the cap. */
	@TestFactory
	Stream<DynamicTest> theCapHoldsForAllAttemptsTogether() {
		return Stream.of(true, false).map(fails -> DynamicTest.dynamicTest(fails ? "fails once" : "twice", () -> {
			try (Theatre stage = new Theatre(profile(
					"- {name: pods, kind: clean-up, cleanUp: {what: succeeded-pods, target: production, most: 5}}"))) {
				theatre = stage;
				if (fails) {
					stage.failOnce("removeLeftovers");
				}
				else {
					stage.runTwice("removeLeftovers");
				}
				stage.chores.leftovers.put(What.SUCCEEDED_PODS, 12);
				RoutineOutcome outcome = run(Map.of());
				assertThat(stage.chores.effects).containsExactly("removed 5 SUCCEEDED_PODS");
				assertThat(task(outcome, "pods").evidence().words()).contains("12 found, 7 left");
				assertThat(task(outcome, "pods").evidence().findings()).singleElement()
					.asString()
					.contains("at most 5 are removed in one run");
			}
			theatre = null;
		}));
	}

	/** Without a child: the server in memory cannot cancel one. */
	@TestFactory
	Stream<DynamicTest> anAbortOrACancellationDuringAnyStepEndsTheRun() {
		return Stream.of("askProbes", "removeLeftovers")
			.flatMap(step -> Stream.of(true, false)
				.map(abort -> DynamicTest.dynamicTest((abort ? "abort " : "cancel ") + step, () -> {
					try (Theatre stage = new Theatre(profile("""
							- {name: health, kind: probes}
							- {name: pods, kind: clean-up, cleanUp: {what: succeeded-pods, target: production}}
							- {name: jobs, kind: clean-up, cleanUp: {what: complete-jobs, target: production}}
							"""))) {
						theatre = stage;
						stage.chores.leftovers.put(What.SUCCEEDED_PODS, 7);
						stage.chores.leftovers.put(What.COMPLETE_JOBS, 7);
						if (abort) {
							stage.sayDuring(step, "weekly", "abort");
						}
						else {
							stage.cancelDuring(step, "weekly");
						}
						assertThatThrownBy(() -> run(Map.of())).isInstanceOf(WorkflowFailedException.class);
						assertThat(stage.saidAll()).isTrue();
						assertThat(stage.chores.leftovers).as("nothing begins afterwards")
							.containsEntry(What.COMPLETE_JOBS, 7);
					}
					theatre = null;
				})));
	}

}
