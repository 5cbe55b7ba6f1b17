package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.backup.Backup;
import domain.backup.Candidate;
import domain.run.Outcome;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

/** Backups and restores on a world in memory. */
class RecoveryTest {

	private static final String NEWEST = "database_daily_2";

	private static final String OLDER = "database_daily_1";

	private Theatre theatre;

	@BeforeEach
	void open() {
		theatre = stage();
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	private static Theatre stage() {
		Theatre stage = new Theatre(TestProfiles.agenteIa());
		stage.estate.instances.put("agente-api", 12);
		stage.world.candidates.add(backup(NEWEST, "2026-11-20T05:00:00Z"));
		stage.world.candidates.add(backup(OLDER, "2026-11-19T05:00:00Z"));
		stage.world.answers.put("undo", "silence");
		return stage;
	}

	private static Backup backup(String id, String moment) {
		return new Backup(id, "database", "daily", "/backups/" + id + ".dump", 1, "00", Instant.parse(moment),
				new TreeMap<>(Map.of("public.messages", 3000L)), true, 1);
	}

	private static Outcome restore(Theatre stage, Map<String, Object> more) {
		Map<String, Object> request = new TreeMap<>(more);
		request.put("system", "agente-ia");
		request.putIfAbsent("requestedBy", "tech-lead");
		return stage.start("EmergencyRestore", "restore", request).getResult(Outcome.class);
	}

	private void keep(String what, String id) {
		WorkflowExecution run = theatre.client().newUntypedWorkflowStub(id).describe().getExecution();
		Kept.whenAsked(what, theatre.client(), run);
	}

	private ApplicationFailure failure(Map<String, Object> more) {
		try {
			throw new AssertionError("it ended well: " + restore(theatre, more));
		}
		catch (WorkflowFailedException failed) {
			return (ApplicationFailure) failed.getCause();
		}
	}

	private void isAsBefore() {
		assertThat(theatre.vault.databases).containsExactly(Map.entry(Vault.LIVE, Vault.BEFORE));
		assertThat(theatre.estate.instances).containsEntry("agente-api", 12);
	}

	@Test
	void aBackupIsTakenReadBackAndPruned() {
		Outcome outcome = theatre.start("Backup", "backup", Map.of("system", "agente-ia", "kind", "daily"))
			.getResult(Outcome.class);
		assertThat(outcome.changes()).singleElement().hasToString("backup of database: none of this run -> file:dump");
		assertThat(theatre.calls).containsSubsequence("takeBackup", "verifyBackup", "pruneBackups", "listOthers");
		keep("backed-up", "backup");
	}

	@Test
	void theNewestGoodBackupTakesThePlaceOfWhatIsThere() {
		theatre.world.refused.add(new Candidate(backup("bad", "2026-11-21T05:00:00Z"), "the SHA-256 is another"));
		Outcome outcome = restore(theatre, Map.of());
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(outcome.summary()).contains(NEWEST).contains("2026-11-20 02:00:00 -03:00");
		assertThat(theatre.estate.effects).containsExactly("stop agente-api", "start agente-api");
		assertThat(theatre.estate.instances).containsEntry("agente-api", 12);
		assertThat(theatre.vault.databases).as("the copy goes when nobody wants it back")
			.containsExactly(Map.entry(Vault.LIVE, NEWEST));
		assertThat(theatre.calls).containsSubsequence("chooseBackup", "stopWorkload", "restoreBackup", "checkRestored",
				"noteRestored", "activatePlace", "startWorkload", "runSmokeTest");
		assertThat(theatre.world.told).contains("gate-opened/restore", "done", "gate-opened/undo");
		assertThat(theatre.press.reports.get("restore/restore")).satisfies(report -> {
			assertThat(report.figures()).extracting(figure -> figure.name()).containsExactly("rto", "rpo");
			assertThat(report.tables()).extracting(table -> table.rows().size()).containsExactly(1, 1);
			assertThat(report.remarks()).anyMatch(remark -> remark.text().contains(Vault.LIVE + "_before"));
		});
	}

	@Test
	void aFinishedRestoreIsTakenBackOnRequest() {
		theatre.world.answers.put("undo", "approve");
		assertThat(restore(theatre, Map.of()).summary()).contains("desfeita");
		isAsBefore();
		assertThat(theatre.estate.effects).containsExactly("stop agente-api", "start agente-api", "stop agente-api",
				"start agente-api");
		keep("restore-taken-back", "restore");
	}

	@Test
	void nothingIsStoppedWhenNoBackupCanBeUsed() {
		theatre.world.candidates.clear();
		theatre.world.refused.add(new Candidate(backup("bad", "2026-11-21T05:00:00Z"), "it is of system flow-c"));
		ApplicationFailure failure = failure(Map.of());
		assertThat(failure.getType()).isEqualTo("NOT_FOUND");
		assertThat(failure.getOriginalMessage()).contains("bad (it is of system flow-c)");
		assertThat(theatre.estate.effects).isEmpty();
		isAsBefore();
	}

	@Test
	void whoeverAsksDoesNotApprove() {
		failure(Map.of("requestedBy", "oncall"));
		assertThat(theatre.world.decisions).anyMatch(said -> !said.accepted() && said.verb().equals("approve"));
		assertThat(theatre.estate.effects).isEmpty();
		isAsBefore();
	}

	@Test
	void aRequestWithoutANameIsRefused() {
		assertThat(failure(Map.of("requestedBy", "")).getOriginalMessage()).contains("requestedBy");
	}

	@Test
	void aRejectedRestoreTouchesNothing() {
		theatre.world.answers.put("restore", "reject");
		assertThat(restore(theatre, Map.of()).result()).isEqualTo(Outcome.Result.REJECTED);
		assertThat(theatre.estate.effects).isEmpty();
		isAsBefore();
	}

	@Test
	void dataThatIsNotRightIsNotStartedAndTheOlderBackupCanBeTried() {
		theatre.vault.wrong.add(NEWEST);
		theatre.world.answers.put("safety-copy", "silence");
		theatre.world.answers.put("leave-stopped", "silence");
		restore(theatre, Map.of());
		assertThat(theatre.vault.databases).containsExactly(Map.entry(Vault.LIVE, OLDER));
		assertThat(theatre.estate.effects).containsExactly("stop agente-api", "start agente-api");
	}

	@Test
	void whatWasThereComesBackWhenDataIsNotRightAndNobodyAnswers() {
		theatre.vault.broken.add(NEWEST);
		theatre.world.answers
			.putAll(Map.of("older-backup", "silence", "safety-copy", "silence", "leave-stopped", "silence"));
		assertThat(failure(Map.of()).getOriginalMessage()).contains("pg_restore ended with code 1");
		isAsBefore();
	}

	@Test
	void aSystemIsLeftStoppedWhenAPersonSaysSo() {
		theatre.vault.wrong.add(NEWEST);
		theatre.world.answers.putAll(Map.of("older-backup", "silence", "safety-copy", "silence"));
		assertThat(failure(Map.of()).getOriginalMessage()).contains("rows of public.messages: 2999 (deve ser 3000)");
		assertThat(theatre.estate.instances).containsEntry("agente-api", 0);
		assertThat(theatre.vault.databases).containsEntry(Vault.LIVE, Vault.BEFORE);
	}

	@Test
	void aSmokeTestThatFailsIsAPersonsDecision() {
		theatre.world.healthy = false;
		theatre.world.answers.put("validation", "reject");
		assertThat(restore(theatre, Map.of()).result()).isEqualTo(Outcome.Result.REJECTED);
		isAsBefore();
	}

	@Test
	void aPlanChangesNothing() {
		Outcome plan = restore(theatre, Map.of("mode", "plan"));
		assertThat(plan.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(plan.changes()).extracting(Object::toString)
			.anyMatch(change -> change.contains("database agente_ia") && change.contains(NEWEST));
		assertThat(theatre.estate.effects).isEmpty();
		isAsBefore();
	}

	@TestFactory
	Stream<DynamicTest> anAbortOrACancellationDuringAnyStepLeavesASystemThatRuns() {
		return Stream.of("stopWorkload", "restoreBackup", "checkRestored", "activatePlace", "startWorkload")
			.flatMap(step -> Stream.of(true, false)
				.map(abort -> DynamicTest.dynamicTest((abort ? "abort " : "cancel ") + step, () -> {
					try (Theatre stage = stage()) {
						if (abort) {
							stage.sayDuring(step, "restore", "abort");
						}
						else {
							stage.cancelDuring(step, "restore");
						}
						try {
							throw new AssertionError("it ended well: " + restore(stage, Map.of()));
						}
						catch (WorkflowFailedException stopped) {
							assertThat(stage.saidAll()).isTrue();
						}
						assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, Vault.BEFORE));
						assertThat(stage.estate.instances).containsEntry("agente-api", 12);
					}
				})));
	}

	@TestFactory
	Stream<DynamicTest> aStepThatFailsOnceOrRunsTwiceChangesNothing() {
		return Stream
			.of("chooseBackup", "planPlaces", "inspectPlace", "observeWorkloads", "stopWorkload", "restoreBackup",
					"checkRestored", "noteRestored", "activatePlace", "startWorkload", "putBackPlace", "dropPlace")
			.flatMap(step -> Stream.of("approve", "silence")
				.flatMap(undo -> Stream.of(true, false)
					.map(fails -> DynamicTest.dynamicTest(
							step + (fails ? " fails once, undo " : " twice, undo ") + undo,
							() -> disturbed(step, undo, fails)))));
	}

	/**
	 * Each step of a restore that is taken back, whichever there are: none is forgotten.
	 */
	@TestFactory
	Stream<DynamicTest> aWorkerThatIsLostAfterAnyStepChangesNothing() {
		theatre.world.answers.put("undo", "approve");
		Outcome undisturbed = restore(theatre, Map.of());
		List<String> steps = numbered(theatre.calls);
		assertThat(steps).contains("chooseBackup#1", "stopWorkload#2", "putBackPlace#1", "dropPlace#1",
				"startWorkload#2");
		return steps.stream().map(step -> DynamicTest.dynamicTest(step, () -> {
			try (Theatre stage = stage()) {
				stage.world.answers.put("undo", "approve");
				stage.loseWorkerAfter(step);
				Outcome outcome = restore(stage, Map.of());
				assertThat(stage.lostAll()).isTrue();
				assertThat(outcome.result()).isEqualTo(undisturbed.result());
				assertThat(outcome.changes()).containsExactlyInAnyOrderElementsOf(undisturbed.changes());
				assertThat(stage.estate.effects).as("nothing is done a second time").isEqualTo(theatre.estate.effects);
				assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, Vault.BEFORE));
				assertThat(stage.estate.instances).containsEntry("agente-api", 12);
			}
		}));
	}

	/**
	 * Without those that tell people and file what they said: they have trials of their
	 * own.
	 */
	private static List<String> numbered(List<String> calls) {
		Map<String, Integer> times = new TreeMap<>();
		return calls.stream()
			.filter(step -> !List.of("sendMessage", "recordDecision").contains(step))
			.map(step -> step + "#" + times.merge(step, 1, Integer::sum))
			.toList();
	}

	private static void disturbed(String step, String undo, boolean fails) {
		try (Theatre stage = stage()) {
			stage.world.answers.put("undo", undo);
			if (fails) {
				stage.failOnce(step);
			}
			else {
				stage.runTwice(step);
			}
			restore(stage, Map.of());
			String end = undo.equals("approve") ? Vault.BEFORE : NEWEST;
			assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, end));
			assertThat(stage.estate.instances).containsEntry("agente-api", 12);
		}
	}

}
