package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import domain.backup.Backup;
import domain.backup.Candidate;
import domain.backup.Lacking;
import domain.gate.Decision;
import domain.profile.SystemProfile;
import domain.report.Remark;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

/**
 * What people say in every wait and at every gate of a restore, and who else works on the
 * system meanwhile. Whatever it is, the system runs afterwards as it did before, unless a
 * person has said that it shall not.
 */
class RecoveryStoppedTest {

	private static final Path SHIPPED = Path.of("src", "main", "resources", "systems", "agente-de-ia.yaml");

	private static final String NEWEST = "database_daily_2";

	private static final String OLDER = "database_daily_1";

	private static final Map<String, Object> RESTORE = Map.of("system", "agente-ia", "requestedBy", "tech-lead");

	private static final List<String> STEPS = List.of("chooseBackup", "planPlaces", "observeWorkloads", "inspectPlace",
			"stopWorkload", "restoreBackup", "checkRestored", "noteRestored", "activatePlace", "startWorkload",
			"runSmokeTest");

	static Theatre stage() {
		return stage(TestProfiles.agenteIa());
	}

	private static Theatre stage(SystemProfile profile) {
		Theatre stage = new Theatre(profile);
		stage.estate.instances.put("agente-api", 12);
		stage.world.candidates.add(backup(NEWEST, Instant.now().minus(Duration.ofHours(3))));
		stage.world.candidates.add(backup(OLDER, Instant.now().minus(Duration.ofHours(27))));
		stage.world.answers.put("undo", "silence");
		return stage;
	}

	static Backup backup(String id, Instant moment) {
		return new Backup(id, "database", "daily", "/backups/" + id + ".dump", 1, "00", moment,
				new TreeMap<>(Map.of("public.messages", 3000L)), true, 1);
	}

	private static WorkflowStub start(Theatre stage) {
		return stage.start("EmergencyRestore", "restore", RESTORE);
	}

	private static void isAsBefore(Theatre stage) {
		assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, Vault.BEFORE));
		assertThat(stage.estate.instances).containsEntry("agente-api", 12);
		assertThat(stage.world.told).doesNotContain("undo-incomplete");
	}

	@TestFactory
	Stream<DynamicTest> anAbortOrACancellationInAnyStepLeavesTheSystemAsItWas() {
		return STEPS.stream()
			.flatMap(step -> Stream.of("abort", "cancel")
				.map(how -> DynamicTest.dynamicTest(how + " during " + step, () -> {
					try (Theatre stage = stage()) {
						if (how.equals("abort")) {
							stage.sayDuring(step, "restore", "abort");
						}
						else {
							stage.cancelDuring(step, "restore");
						}
						WorkflowStub run = start(stage);
						assertThatThrownBy(() -> run.getResult(Outcome.class)).isNotNull();
						assertThat(stage.saidAll()).isTrue();
						isAsBefore(stage);
					}
				})));
	}

	@TestFactory
	Stream<DynamicTest> whateverIsNoYesAtTheFirstGateTouchesNothing() {
		return Stream.of("reject", "abort", "silence").map(word -> DynamicTest.dynamicTest(word, () -> {
			try (Theatre stage = stage()) {
				stage.world.answers.put("restore", word);
				WorkflowStub run = start(stage);
				if (word.equals("reject")) {
					assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.REJECTED);
				}
				else {
					assertThat(Operations.failure(run).getType())
						.isEqualTo(word.equals("abort") ? "ABORTED" : "EXPIRED");
				}
				assertThat(stage.estate.effects).isEmpty();
				isAsBefore(stage);
			}
		}));
	}

	/** Of the three questions only one is asked at a time; the others stay silent. */
	@TestFactory
	Stream<DynamicTest> whateverIsNoYesWhenDataIsNotRightBringsBackWhatWasThere() {
		return Stream
			.of("safety-copy/approve", "safety-copy/reject", "safety-copy/abort", "older-backup/abort",
					"leave-stopped/abort", "none/silence")
			.map(said -> DynamicTest.dynamicTest(said, () -> {
				try (Theatre stage = stage()) {
					stage.vault.wrong.add(NEWEST);
					Stream.of("safety-copy", "older-backup", "leave-stopped")
						.forEach(gate -> stage.world.answers.put(gate, "silence"));
					stage.world.answers.put(said.split("/")[0], said.split("/")[1]);
					Operations.failure(start(stage));
					isAsBefore(stage);
				}
			}));
	}

	@Test
	void aNoToTheOlderBackupLeavesTheOtherQuestionsOpen() {
		try (Theatre stage = stage()) {
			stage.vault.wrong.add(NEWEST);
			stage.world.answers
				.putAll(Map.of("older-backup", "reject", "safety-copy", "silence", "leave-stopped", "approve"));
			assertThat(Operations.failure(start(stage)).getOriginalMessage()).contains("Deixado parado");
			assertThat(stage.estate.instances).containsEntry("agente-api", 0);
		}
	}

	@Test
	void aCancellationWhenDataIsNotRightBringsBackWhatWasThere() {
		try (Theatre stage = stage()) {
			stage.vault.wrong.add(NEWEST);
			Stream.of("safety-copy", "older-backup", "leave-stopped")
				.forEach(gate -> stage.world.answers.put(gate, "silence"));
			WorkflowStub run = start(stage);
			await().until(() -> stage.world.told.contains("gate-opened/leave-stopped"));
			run.cancel();
			assertThatThrownBy(() -> run.getResult(Outcome.class)).isNotNull();
			isAsBefore(stage);
		}
	}

	@TestFactory
	Stream<DynamicTest> aHeldRestoreGoesNoFurtherAndCanBeAbortedThere() {
		return Stream
			.of("inspectPlace/stopWorkload", "stopWorkload/restoreBackup", "noteRestored/activatePlace",
					"activatePlace/startWorkload")
			.map(pair -> DynamicTest.dynamicTest("held during " + pair, () -> {
				try (Theatre stage = stage()) {
					stage.sayDuring(pair.split("/")[0], "restore", "hold");
					WorkflowStub run = start(stage);
					await().until(() -> stage.world.heard("hold"));
					await().during(Duration.ofMillis(300)).until(() -> !stage.calls.contains(pair.split("/")[1]));
					run.signal("abort", new Decision(null, "oncall", "because"));
					assertThat(Operations.failure(run).getType()).isEqualTo("ABORTED");
					isAsBefore(stage);
				}
			}));
	}

	@Test
	void aCancellationWhileTheRestoreCanBeTakenBackKeepsItAndRemovesTheCopy() {
		try (Theatre stage = stage()) {
			WorkflowStub run = start(stage);
			await().until(() -> stage.world.told.contains("gate-opened/undo"));
			run.cancel();
			assertThatThrownBy(() -> run.getResult(Outcome.class)).hasMessageContaining("cancelled");
			assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, NEWEST));
			assertThat(stage.estate.instances).containsEntry("agente-api", 12);
		}
	}

	@TestFactory
	Stream<DynamicTest> aCancellationWhileARestoreIsTakenBackLeavesRestoredDataInUseAndWritersRunning() {
		return Stream.of("stopWorkload#2", "putBackPlace", "startWorkload#2")
			.map(moment -> DynamicTest.dynamicTest(moment, () -> {
				try (Theatre stage = stage()) {
					stage.world.answers.put("undo", "approve");
					stage.cancelDuring(moment, "restore");
					WorkflowStub run = start(stage);
					assertThatThrownBy(() -> run.getResult(Outcome.class)).isNotNull();
					assertThat(stage.saidAll()).isTrue();
					assertThat(stage.vault.databases).containsEntry(Vault.LIVE, NEWEST);
					assertThat(stage.estate.instances).containsEntry("agente-api", 12);
				}
			}));
	}

	/** A way back that was begun is gone to its end: there is nothing better to go to. */
	@TestFactory
	Stream<DynamicTest> anAbortWhileARestoreIsTakenBackIsRefusedAndTheSystemIsAsItWas() {
		return Stream.of("stopWorkload#2", "putBackPlace", "startWorkload#2", "dropPlace")
			.map(moment -> DynamicTest.dynamicTest(moment, () -> {
				try (Theatre stage = stage()) {
					stage.world.answers.put("undo", "approve");
					stage.sayDuring(moment, "restore", "abort");
					assertThat(start(stage).getResult(Outcome.class).summary()).contains("desfeita");
					assertThat(stage.saidAll()).isTrue();
					assertThat(stage.world.decisions).anyMatch(said -> said.verb().equals("abort") && !said.accepted());
					isAsBefore(stage);
				}
			}));
	}

	@Test
	void aSecondRestoreIsRefusedAndToldWhoIsAtIt() {
		try (Theatre stage = stage()) {
			stage.sayDuring("stopWorkload", "restore", "hold");
			WorkflowStub first = start(stage);
			await().until(() -> stage.world.heard("hold"));
			WorkflowStub second = stage.start("EmergencyRestore", "another", RESTORE);
			await().ignoreExceptions()
				.until(() -> second.query("progress", String.class).contains("\"gate\": \"restore\""));
			second.signal("approve", new Decision("restore", "oncall", "because"));
			assertThat(Operations.failure(second)).satisfies(refused -> {
				assertThat(refused.getType()).isEqualTo("LOCKED");
				assertThat(refused.getOriginalMessage()).contains("EmergencyRestore", "\"restore\"");
			});
			assertThat(stage.world.heard("abort")).as("nobody tells the first one to go").isFalse();
			first.signal("resume", new Decision(null, "oncall", "because"));
			assertThat(first.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
		}
	}

	@Test
	void aCanaryIsUndoneAndHandsOverToARestore() {
		try (Theatre stage = stage()) {
			// The watch that was stopped holds the test server's clock.
			stage.world.answers.put("undo", "reject");
			stage.world.undecided.add(25);
			WorkflowStub canary = stage.start("CanaryDeploy", "canary",
					Map.of("system", "agente-ia", "component", "agente-api", "version", "v1.3.0"));
			await().until(() -> stage.world.weight == 25);
			stage.world.answers.put("restore", "silence");
			WorkflowStub restore = start(stage);
			await().until(() -> stage.world.told.contains("gate-opened/restore"));
			assertThat(restore.query("progress", String.class)).contains("entregá-la");
			assertThat(stage.calls).as("nobody is disturbed before somebody has approved")
				.doesNotContain("removeCanary");
			assertThat(stage.world.weight).isEqualTo(25);
			restore.signal("approve", new Decision("restore", "oncall", "because"));
			assertThat(Operations.failure(canary).getOriginalMessage()).contains("EmergencyRestore");
			assertThat(restore.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(stage.world.weight).isZero();
			assertThat(stage.world.canary).isFalse();
			assertThat(stage.world.stableVersion).isEqualTo("v1.2.0");
			assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, NEWEST));
			assertThat(stage.calls.indexOf("stopWorkload")).as("it begins when the canary is gone")
				.isGreaterThan(stage.calls.indexOf("removeCanary"));
			assertThat(stage.calls.lastIndexOf("observeWorkloads")).as("writers are counted then")
				.isGreaterThan(stage.calls.indexOf("removeCanary"));
		}
	}

	@Test
	void aRestoreThatNobodyCanTakeBackLeavesNoCopy() throws IOException {
		SystemProfile withoutWindow = TestProfiles.read(Files.readString(SHIPPED)
			.replace("        writers: [agente-api]", "        writers: [agente-api]\n        undoWithin: PT0S"));
		try (Theatre stage = stage(withoutWindow)) {
			start(stage).getResult(Outcome.class);
			assertThat(stage.world.told).doesNotContain("gate-opened/undo");
			assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, NEWEST));
		}
	}

	@Test
	void noFreezeStopsARestoreThatIsApprovedNorItsWayBack() throws IOException {
		SystemProfile frozen = TestProfiles.read(Files.readString(SHIPPED)
				+ """

						freezes: [{name: All year, reason: audit, weekdays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday], start: 00:00, lasting: P1D}]
						""");
		try (Theatre stage = stage(frozen)) {
			stage.world.answers.put("restore", "silence");
			stage.world.answers.put("undo", "approve");
			WorkflowStub run = start(stage);
			await().until(() -> stage.world.told.contains("gate-opened/restore"));
			assertThat(run.query("progress", String.class)).contains("All year", "audit", "emergência");
			run.signal("approve", new Decision("restore", "oncall", "because"));
			assertThat(run.getResult(Outcome.class).summary()).contains("desfeita");
			assertThat(stage.world.told).doesNotContain("gate-opened/freeze-override");
			isAsBefore(stage);
		}
	}

	@Test
	void aBackupThatIsOlderThanWasPromisedIsCalledThatAndWhyNoNewerOneIsTaken() {
		try (Theatre stage = stage()) {
			stage.world.candidates.removeFirst();
			stage.world.refused.add(new Candidate(backup("bad", Instant.now()), "the SHA-256 is another"));
			stage.world.answers.put("restore", "silence");
			WorkflowStub run = start(stage);
			await().until(() -> stage.world.told.contains("gate-opened/restore"));
			assertThat(run.query("progress", String.class)).contains("ATENÇÃO", "1 d", "outros não podem ser usados",
					"bad (the SHA-256 is another)");
		}
	}

	@Test
	void aPlanSaysWhatWouldBeLostAndAsksNobody() {
		try (Theatre stage = stage()) {
			stage.vault.broken.add(NEWEST);
			WorkflowStub run = stage.start("EmergencyRestore", "restore",
					Map.of("system", "agente-ia", "mode", "plan"));
			assertThat(Operations.failure(run).getOriginalMessage()).contains("pg_restore");
			assertThat(run.query("progress", String.class)).contains("DESTRUTIVO", NEWEST);
			assertThat(stage.world.told).noneMatch(said -> said.startsWith("gate-opened"));
		}
	}

	@Test
	void aNewerPartialBackupIsTakenOnlyWhenAPersonSaysSo() {
		try (Theatre stage = partial()) {
			stage.world.answers.put("restore", "silence");
			WorkflowStub run = start(stage);
			await().until(() -> stage.world.told.contains("gate-opened/restore"));
			assertThat(stage.world.told).contains("gate-opened/partial-backup");
			assertThat(run.query("progress", String.class)).contains("PARCIAL", "partial", "hook of pod web failed");
			run.signal("approve", new Decision("restore", "oncall", "because"));
			run.getResult(Outcome.class);
			assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, "partial"));
			assertThat(stage.press.reports.get("restore/restore").remarks())
				.anyMatch(remark -> remark.text().contains("hook of pod web failed"));
		}
	}

	@TestFactory
	Stream<DynamicTest> aPartialBackupIsNotTakenWithoutAYes() {
		return Stream.of("reject", "silence").map(word -> DynamicTest.dynamicTest(word, () -> {
			try (Theatre stage = partial()) {
				stage.world.answers.put("partial-backup", word);
				start(stage).getResult(Outcome.class);
				assertThat(stage.vault.databases).as("the older one, which is whole")
					.containsExactly(Map.entry(Vault.LIVE, NEWEST));
			}
		}));
	}

	@Test
	void aPartialBackupThatIsTheOnlyOneIsAPersonsDecisionToo() {
		try (Theatre stage = partial()) {
			stage.world.candidates.clear();
			stage.world.answers.put("partial-backup", "reject");
			assertThat(Operations.failure(start(stage)).getOriginalMessage()).contains("hook of pod web failed");
			isAsBefore(stage);
		}
		try (Theatre stage = partial()) {
			stage.world.candidates.clear();
			start(stage).getResult(Outcome.class);
			assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, "partial"));
		}
	}

	@Test
	void whatCameAboutInPartOnlyIsGoneOnWithWhenPeopleSayThatItWillDo() {
		try (Theatre stage = stage()) {
			stage.vault.partial.addAll(List.of(Lacking.What.values()));
			WorkflowStub run = start(stage);
			assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(stage.world.told).containsSubsequence("gate-opened/partial-safety-copy",
					"gate-opened/partial-restore", "done");
			assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, NEWEST));
			assertThat(stage.estate.instances).containsEntry("agente-api", 12);
			assertThat(stage.press.reports.get("restore/restore").remarks()).extracting(Remark::text)
				.anyMatch(text -> text.contains("claim data could not be read"))
				.anyMatch(text -> text.contains("secret login: forbidden"));
			assertThat(run.query("progress", String.class)).contains("secret login: forbidden");
		}
	}

	@TestFactory
	Stream<DynamicTest> whateverIsNoYesToWhatCameAboutInPartOnlyTakesEverythingBack() {
		return Stream.of("partial-safety-copy", "partial-restore")
			.flatMap(gate -> Stream.of("reject", "abort", "silence")
				.map(word -> DynamicTest.dynamicTest(gate + " " + word, () -> {
					try (Theatre stage = stage()) {
						stage.vault.partial.addAll(List.of(Lacking.What.values()));
						stage.world.answers.put(gate, word);
						WorkflowStub run = start(stage);
						if (word.equals("reject")) {
							assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.REJECTED);
						}
						else {
							assertThat(Operations.failure(run).getType())
								.isEqualTo(word.equals("abort") ? "ABORTED" : "EXPIRED");
						}
						isAsBefore(stage);
					}
				})));
	}

	/** Nobody is asked twice for the same on the way forward again. */
	@Test
	void aWayBackThatFailsGoesForwardAgainWithWhatWasAccepted() {
		try (Theatre stage = stage()) {
			stage.vault.partial.addAll(List.of(Lacking.What.values()));
			stage.world.answers.put("undo", "approve");
			stage.cancelDuring("putBackPlace", "restore");
			WorkflowStub run = start(stage);
			assertThatThrownBy(() -> run.getResult(Outcome.class)).isNotNull();
			assertThat(stage.vault.databases).containsEntry(Vault.LIVE, NEWEST);
			assertThat(stage.estate.instances).containsEntry("agente-api", 12);
			assertThat(stage.world.told).doesNotContain("undo-incomplete");
		}
	}

	private static Theatre partial() {
		Theatre stage = stage();
		stage.world.refused.add(new Candidate(backup("partial", Instant.now().minus(Duration.ofHours(1))),
				"fase: PartiallyFailed (deve ser Completed); erros: 1 (hook of pod web failed)", true));
		return stage;
	}

	@Test
	void aBackupsStopIsHeardAndSaysWhatWasTaken() {
		try (Theatre stage = stage()) {
			stage.sayDuring("verifyBackup", "backup", "abort");
			assertThat(Operations.failure(stage.start("Backup", "backup", Map.of("system", "agente-ia"))).getType())
				.isEqualTo("ABORTED");
			assertThat(stage.calls).doesNotContain("pruneBackups");
		}
	}

}
