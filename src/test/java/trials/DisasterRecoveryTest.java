package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import domain.gate.Decision;
import domain.profile.SystemProfile;
import domain.report.Report;
import domain.report.Verdict;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

/** Disasters in memory: the place is lost, or data is wrong since nobody knows when. */
class DisasterRecoveryTest {

	private static final String SITE = """
			recovery:
			  site:
			    name: the second site
			    targets:
			      - {name: production, kind: kubernetes, namespace: second}
			    prepare:
			      - {name: packages, target: production, present: [dpkg, -s, docker.io], make: [apt-get, install, docker.io]}
			      - {name: compose files, target: production, present: [test, -f, /opt/x], make: [cp, /tmp/x, /opt/x]}
			    traffic: {host: agente.example.com, address: 192.0.2.7%s}
			""";

	private static final String ROUTE = ", target: production, forward: [route, there], back: [route, here]";

	private static final String ITS_SERVER = """
			    stores:
			      - name: agente-ia-postgresql
			        kind: postgresql
			        host: second.example.com
			        database: agente_ia
			        user: agente_user
			        password: env:AGENTE_IA_DATABASE_PASSWORD
			""";

	private static Theatre stage(String traffic) {
		return stage(traffic, "");
	}

	private static Theatre stage(String traffic, String more) {
		Theatre stage = new Theatre(profile(traffic, more));
		stage.world.by = "tech-lead";
		stage.world.answers.put("undo", "reject");
		stage.estate.instances.put("agente-api", 12);
		for (int day = 1; day <= 9; day++) {
			stage.world.candidates.addFirst(RecoveryStoppedTest.backup("day-" + day,
					Instant.now().minus(Duration.ofDays(9 - day).plusHours(2))));
		}
		return stage;
	}

	private static SystemProfile profile(String traffic, String more) {
		try {
			return TestProfiles.read(Files.readString(Path.of("src/main/resources/systems/agente-de-ia.yaml"))
				.replace("\nrecovery:\n", "\n" + SITE.formatted(traffic) + more));
		}
		catch (IOException unreadable) {
			throw new UncheckedIOException(unreadable);
		}
	}

	private static WorkflowStub start(Theatre stage, String scenario, String mode) {
		return stage.start("DisasterRecovery", "disaster", new TreeMap<>(Map.of("system", "agente-ia", "scenario",
				scenario, "requestedBy", "oncall", "reason", "it burns", "mode", mode)));
	}

	private static Outcome outage(Theatre stage) {
		return start(stage, "complete_outage", "execute").getResult(Outcome.class);
	}

	@Test
	void aSystemWhosePlaceIsLostLivesOnAtTheOtherAndItsClientsFollow() {
		try (Theatre stage = stage(ROUTE)) {
			stage.estate.instances.put("agente-api", 0);
			Outcome outcome = outage(stage);
			assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(stage.ground.prepared).containsExactlyInAnyOrder("packages", "compose files");
			assertThat(stage.vault.databases).containsEntry(Vault.LIVE, "day-9");
			assertThat(stage.estate.instances.get("agente-api")).isPositive();
			assertThat(stage.ground.clients).isTrue();
			assertThat(stage.world.told).contains("gate-opened/disaster", "gate-opened/traffic", "done");
			Report report = stage.press.reports.get("disaster/disaster-recovery");
			assertThat(report.verdict()).as("the profile still names the old place")
				.isEqualTo(Verdict.PASSED_WITH_EXCEPTIONS);
			assertThat(report.figures()).extracting(figure -> figure.name()).containsExactly("rto", "rpo-database");
			assertThat(report.tables()).extracting(table -> table.rows().size()).containsExactly(1, 4);
		}
	}

	@TestFactory
	Stream<DynamicTest> anAbortOrACancellationInAnyStepLeavesBothPlacesAsTheyWere() {
		return Stream
			.of("chooseBackup", "prepareSite", "observeWorkloads", "stopWorkload", "restoreBackup", "checkRestored",
					"activatePlace", "startWorkload", "runSmokeTest", "switchTraffic", "awaitName")
			.flatMap(step -> Stream.of("abort", "cancel")
				.map(how -> DynamicTest.dynamicTest(how + " during " + step, () -> {
					try (Theatre stage = stage(ROUTE)) {
						if (how.equals("abort")) {
							stage.sayDuring(step, "disaster", "abort");
						}
						else {
							stage.cancelDuring(step, "disaster");
						}
						assertThatThrownBy(() -> outage(stage)).isNotNull();
						assertThat(stage.saidAll()).isTrue();
						isAsBefore(stage);
					}
				})));
	}

	private static void isAsBefore(Theatre stage) {
		assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, Vault.BEFORE));
		assertThat(stage.estate.instances).containsEntry("agente-api", 12);
		assertThat(stage.ground.clients).isFalse();
		assertThat(stage.world.told).doesNotContain("undo-incomplete");
	}

	@TestFactory
	Stream<DynamicTest> whateverIsNoYesAtAGateTakesEverythingBack() {
		return Stream.of("disaster", "traffic", "name")
			.flatMap(gate -> Stream.of("reject", "abort", "silence")
				.map(word -> DynamicTest.dynamicTest(word + " at " + gate, () -> {
					try (Theatre stage = stage(ROUTE)) {
						stage.ground.seen = false;
						stage.world.answers.put(gate, word);
						if (word.equals("reject")) {
							assertThat(outage(stage).result()).isEqualTo(Outcome.Result.REJECTED);
						}
						else {
							assertThatThrownBy(() -> outage(stage)).isNotNull();
						}
						isAsBefore(stage);
					}
				})));
	}

	@TestFactory
	Stream<DynamicTest> aStepThatFailsOnceOrRunsTwiceChangesNothing() {
		return Stream
			.of("chooseBackup", "prepareSite", "planPlaces", "stopWorkload", "restoreBackup", "checkRestored",
					"activatePlace", "startWorkload", "switchTraffic", "awaitName", "fileReport")
			.flatMap(step -> Stream.of(true, false)
				.map(fails -> DynamicTest.dynamicTest(step + (fails ? " fails once" : " twice"), () -> {
					try (Theatre stage = stage(ROUTE)) {
						if (fails) {
							stage.failOnce(step);
						}
						else {
							stage.runTwice(step);
						}
						assertThat(outage(stage).result()).isEqualTo(Outcome.Result.COMPLETED);
						assertThat(stage.vault.databases).containsEntry(Vault.LIVE, "day-9");
						assertThat(stage.ground.clients).isTrue();
					}
				})));
	}

	@Test
	void wherePeopleSwitchTheyAreAskedAndToldWhenTheyMustGoBack() {
		try (Theatre stage = stage("")) {
			stage.ground.seen = false;
			stage.world.answers.put("name", "reject");
			Outcome outcome = outage(stage);
			assertThat(outcome.result()).isEqualTo(Outcome.Result.REJECTED);
			assertThat(outcome.undone()).anyMatch(undone -> undone.contains("PESSOAS"));
			assertThat(stage.calls).doesNotContain("switchTraffic");
		}
	}

	@Test
	void whatCannotBePreparedStopsItBeforeAnythingIsRestored() {
		try (Theatre stage = stage(ROUTE)) {
			stage.ground.impossible = "compose files";
			assertThat(Operations.failure(start(stage, "complete_outage", "execute")).getOriginalMessage())
				.contains("compose files ended with code 100");
			assertThat(stage.calls).doesNotContain("restoreBackup");
			isAsBefore(stage);
			Report report = stage.press.reports.get("disaster/disaster-recovery");
			assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
			assertThat(report.remarks().getFirst().text()).contains("encerrado antes do fim", "compose files");
		}
	}

	@TestFactory
	Stream<DynamicTest> aPlanChangesNothingAndSaysWhatWould() {
		return Stream.of("complete_outage", "data_corruption").map(scenario -> DynamicTest.dynamicTest(scenario, () -> {
			try (Theatre stage = stage(ROUTE)) {
				Outcome plan = start(stage, scenario, "plan").getResult(Outcome.class);
				assertThat(plan.result()).isEqualTo(Outcome.Result.PLANNED);
				assertThat(plan.changes()).isNotEmpty();
				assertThat(stage.ground.prepared).isEmpty();
				isAsBefore(stage);
			}
		}));
	}

	@Test
	void corruptDataGoesBackToTheLastGoodBackupFoundWithFewRestores() {
		try (Theatre stage = stage(ROUTE)) {
			Stream.of("day-6", "day-7", "day-8", "day-9").forEach(stage.vault.wrong::add);
			stage.vault.broken.add("day-5");
			WorkflowStub run = start(stage, "data_corruption", "execute");
			assertThat(run.getResult(Outcome.class).summary()).contains("day-4");
			assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, "day-4"));
			assertThat(stage.estate.instances).containsEntry("agente-api", 12);
			assertThat(stage.estate.effects).startsWith("stop agente-api");
			assertThat(stage.calls.stream().filter("restoreBackup"::equals).count()).isLessThanOrEqualTo(6);
			assertThat(stage.calls.indexOf("stopWorkload")).isLessThan(stage.calls.indexOf("restoreBackup"));
			Kept.whenAsked("disaster-corruption", stage.client(), run.describe().getExecution());
		}
	}

	@Test
	void whereNoBackupIsGoodTheSystemRunsOnAsItWas() {
		try (Theatre stage = stage(ROUTE)) {
			stage.world.candidates.forEach(backup -> stage.vault.wrong.add(backup.id()));
			assertThat(Operations.failure(start(stage, "data_corruption", "execute")).getOriginalMessage())
				.contains("nenhum backup", "2999");
			isAsBefore(stage);
			assertThat(stage.press.reports.get("disaster/restore").verdict()).isEqualTo(Verdict.FAILED);
		}
	}

	@TestFactory
	Stream<DynamicTest> anAbortWhileTheLastGoodIsLookedForLeavesTheSystemAsItWas() {
		return Stream.of("listBackups", "verifyBackup", "restoreBackup#2", "checkRestored#2", "dropPlace#1")
			.map(moment -> DynamicTest.dynamicTest(moment, () -> {
				try (Theatre stage = stage(ROUTE)) {
					stage.sayDuring(moment, "disaster", "abort");
					assertThat(Operations.failure(start(stage, "data_corruption", "execute")).getType())
						.isEqualTo("ABORTED");
					isAsBefore(stage);
				}
			}));
	}

	/** The recovery died while its restored data was beside what the site had. */
	@Test
	void whatATerminatedRecoveryLeftAtItsSiteIsRemovedWhenItsTimeIsOver() {
		try (Theatre stage = stage(ROUTE, ITS_SERVER)) {
			stage.vault.wrong.add("day-9");
			Stream.of("safety-copy", "older-backup", "leave-stopped")
				.forEach(gate -> stage.world.answers.put(gate, "silence"));
			WorkflowStub run = start(stage, "complete_outage", "execute");
			await().until(() -> stage.world.told.contains("gate-opened/safety-copy"));
			run.terminate("killed");
			assertThat(stage.vault.databases).containsKey("agente_ia_restored");

			assertThat(cleanUp(stage, "early").changes()).as("it may still go on").isEmpty();
			stage.skip(Duration.ofDays(8));
			assertThat(cleanUp(stage, "late").summary()).contains("agente_ia_restored",
					"listado: database, database / the second site");
			assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, Vault.BEFORE));
			assertThat(stage.world.told).contains("left");

			stage.vault.silent.add("second.example.com");
			assertThat(cleanUp(stage, "unreachable").summary()).contains("listado: database;",
					"não listado: database / the second site");
		}
	}

	private static Outcome cleanUp(Theatre stage, String id) {
		return stage.start("DrillCleanUp", id, new TreeMap<>(Map.of("system", "agente-ia"))).getResult(Outcome.class);
	}

	@Test
	void aHeldRecoveryWaitsBeforeItsNextChange() {
		try (Theatre stage = stage(ROUTE)) {
			stage.sayDuring("startWorkload", "disaster", "hold");
			WorkflowStub run = start(stage, "complete_outage", "execute");
			await().until(() -> stage.world.heard("hold"));
			await().during(Duration.ofMillis(300)).until(() -> !stage.ground.clients);
			run.signal("resume", new Decision(null, "tech-lead", "go on"));
			assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
			Kept.whenAsked("disaster-outage", stage.client(), run.describe().getExecution());
		}
	}

	@Test
	void aLauncherWhoseRequesterIsNotKnownNeedsTwoPeople() {
		try (Theatre stage = stage(ROUTE)) {
			stage.world.answers.put("disaster", "silence");
			WorkflowStub run = stage.start("DisasterRecovery", "disaster",
					new TreeMap<>(Map.of("system", "agente-ia", "scenario", "complete_outage")));
			await().until(() -> stage.world.told.contains("gate-opened/disaster"));
			run.signal("approve", new Decision("disaster", "tech-lead", "it burns"));
			await().during(Duration.ofMillis(300)).until(() -> stage.ground.prepared.isEmpty());
			run.signal("approve", new Decision("disaster", "oncall", "I see it too"));
			await().until(() -> !stage.ground.prepared.isEmpty());
			run.signal("abort", new Decision(null, "oncall", "enough"));
			assertThatThrownBy(() -> run.getResult(Outcome.class)).isNotNull();
			isAsBefore(stage);
		}
	}

	@Test
	void aScenarioThatThereIsNotIsRefused() {
		try (Theatre stage = stage(ROUTE)) {
			assertThatThrownBy(() -> start(stage, "flood", "execute").getResult(Outcome.class))
				.hasStackTraceContaining("flood");
		}
	}

}
