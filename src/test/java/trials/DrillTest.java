package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.backup.Backup;
import domain.backup.Candidate;
import domain.backup.Place;
import domain.profile.SystemProfile;
import domain.report.Checklist;
import domain.report.Figure;
import domain.report.Phase;
import domain.report.Report;
import domain.report.Verdict;
import domain.report.page.Texts;
import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

/** Drills on a world in memory: measured by evidence, and nothing left behind. */
class DrillTest {

	private static final String NEWEST = "database_daily_2";

	private static final String SHIPPED = "  drill:\n    owner: dba\n";

	private static final String ATTENDED = """
			  drill:
			    owner: dba
			    approve: true
			    before: [{title: Acessos conferidos, owner: oncall}]
			    during: [{title: Progresso acompanhado, owner: oncall}]
			    after: [{title: Melhorias encaminhadas, owner: oncall}]
			    scenarios: [{name: corruption, title: Corrupção, recoveryTime: PT1H, recoveryPoint: PT5M}]
			""";

	private Theatre theatre;

	@BeforeEach
	void open() {
		theatre = stage(false);
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	/** With checklists and a decision, or as the profile is shipped. */
	private static Theatre stage(boolean attended) {
		Theatre stage = new Theatre(attended ? attended() : TestProfiles.agenteIa());
		stage.estate.instances.put("agente-api", 12);
		stage.world.candidates.add(backup());
		stage.canaries.inCopies = Instant.now().minus(Duration.ofHours(3));
		return stage;
	}

	private static SystemProfile attended() {
		assertThat(shipped()).contains(SHIPPED);
		return TestProfiles.read(shipped().replace(SHIPPED, ATTENDED));
	}

	private static String shipped() {
		try (InputStream shipped = DrillTest.class.getResourceAsStream("/systems/agente-de-ia.yaml")) {
			return new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException unreadable) {
			throw new UncheckedIOException(unreadable);
		}
	}

	private static Backup backup() {
		return new Backup(NEWEST, "database", "daily", "/backups/" + NEWEST + ".dump", 10, "00",
				Instant.now().minus(Duration.ofHours(4)), new TreeMap<>(Map.of("public.messages", 3000L)), true, 1);
	}

	private static Outcome drill(Theatre stage, Map<String, Object> more) {
		Map<String, Object> request = new TreeMap<>(more);
		request.put("system", "agente-ia");
		return stage.start("DisasterRecoveryDrill", "drill", request).getResult(Outcome.class);
	}

	private static Report report(Theatre stage) {
		return stage.press.reports.get("drill/drill");
	}

	private static Figure figure(Theatre stage, String name) {
		return report(stage).figures().stream().filter(figure -> figure.name().equals(name)).findFirst().orElseThrow();
	}

	private static void nothingIsLeft(Theatre stage) {
		assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, Vault.BEFORE));
		assertThat(stage.estate.effects).isEmpty();
	}

	@Test
	void aDrillMeasuresAndLeavesNothingBehind() {
		Outcome outcome = drill(theatre, Map.of());
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(outcome.summary()).startsWith("APROVADO: RTO").contains("RPO 3 h");
		assertThat(theatre.calls).containsSubsequence("chooseBackup", "planPlaces", "restoreBackup", "checkRestored",
				"askService", "readMark", "noteRestored", "dropPlace", "listPlaces", "fileReport");
		assertThat(theatre.calls).doesNotContain("stopWorkload", "activatePlace", "takeBackup", "markMoment");
		assertThat(figure(theatre, "rpo").evidence()).contains("canário");
		assertThat(report(theatre).tables()).extracting(table -> table.title()).contains("Relógios");
		assertThat(theatre.world.told).contains("report/drill/passed");
		nothingIsLeft(theatre);
		Kept.whenAsked("drilled", theatre.client(),
				theatre.client().newUntypedWorkflowStub("drill").describe().getExecution());
	}

	@Test
	void withoutACanaryInTheCopyTheBackupsOwnMomentCountsAndIsSaidSo() {
		theatre.canaries.inCopies = null;
		drill(theatre, Map.of());
		assertThat(report(theatre).verdict()).isEqualTo(Verdict.PASSED_WITH_EXCEPTIONS);
		assertThat(figure(theatre, "rpo").value()).isGreaterThanOrEqualTo(Duration.ofHours(4).toSeconds());
		assertThat(report(theatre).remarks()).anyMatch(remark -> remark.text().contains("sem canário"));
	}

	@Test
	void aMissedObjectiveIsAnOutcome() {
		theatre.canaries.inCopies = Instant.now().minus(Duration.ofDays(2));
		Outcome outcome = drill(theatre, Map.of());
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(outcome.summary()).startsWith("REPROVADO");
		assertThat(theatre.world.told).contains("report/drill/failed");
	}

	@Test
	void dataThatIsNotRightFailsTheDrillAndProvesNothing() {
		theatre.vault.wrong.add(NEWEST);
		assertThat(drill(theatre, Map.of()).summary()).startsWith("REPROVADO").contains("2999");
		assertThat(figure(theatre, "rto").value()).isNull();
		assertThat(figure(theatre, "rpo").value()).isNull();
		assertThat(theatre.calls).doesNotContain("noteRestored");
		nothingIsLeft(theatre);
	}

	@Test
	void aCopyThatDoesNotServeTheApplicationIsNotVerified() {
		theatre.canaries.serves = false;
		assertThat(drill(theatre, Map.of()).summary()).startsWith("REPROVADO");
		assertThat(figure(theatre, "rto").value()).isNull();
		nothingIsLeft(theatre);
	}

	@Test
	void aStoreThatTheProfileAsksNothingIsAskedWhatItsKindAlwaysIs() {
		String service = shipped().substring(shipped().indexOf("        service:\n"));
		try (Theatre stage = new Theatre(
				TestProfiles.read(shipped().replace(service.substring(0, service.indexOf("\n\n")), "")))) {
			stage.world.candidates.add(backup());
			assertThat(drill(stage, Map.of()).summary()).startsWith("APROVADO");
			assertThat(stage.calls).contains("askService");
			assertThat(table(stage, "Relógios")).filteredOn(row -> row.getFirst().equals("serviço no ar"))
				.singleElement()
				.satisfies(row -> assertThat(row.get(1)).matches(".*\\d{2}:\\d{2}.*"));
		}
	}

	@Test
	void noBackupAtAllIsWhatTheDrillFoundOut() {
		theatre.world.candidates.clear();
		theatre.world.refused.add(new Candidate(backup(), "the SHA-256 is another"));
		assertThat(drill(theatre, Map.of()).summary()).startsWith("REPROVADO").contains("SHA-256");
		assertThat(theatre.calls).doesNotContain("restoreBackup", "dropPlace");
	}

	@Test
	void whatCannotBeRemovedIsAFailureOfTheDrill() {
		theatre.vault.sticky = true;
		assertThat(drill(theatre, Map.of()).summary()).startsWith("REPROVADO").contains("ficou para trás");
	}

	@Test
	void waitingForPeopleIsToldApartFromTheMachine() {
		try (Theatre stage = stage(true)) {
			drill(stage, Map.of("scenario", "corruption"));
			assertThat(report(stage).timeline()).anyMatch(phase -> phase.kind() == Phase.Kind.PEOPLE)
				.anyMatch(phase -> phase.kind() == Phase.Kind.MACHINE);
			assertThat(figure(stage, "machine-time").value()).isLessThanOrEqualTo(figure(stage, "rto").value());
			assertThat(figure(stage, "rpo").missed()).as("five minutes are promised against corruption").isTrue();
			assertThat(report(stage).checklists()).hasSize(3)
				.allMatch(list -> list.entries().getFirst().state() == Checklist.State.DONE);
			assertThat(stage.world.told).contains("gate-opened/before", "gate-opened/drill", "gate-opened/during",
					"report/drill/failed", "gate-opened/after");
			nothingIsLeft(stage);
		}
	}

	@Test
	void nobodyIsAskedWhenNobodyAttends() {
		try (Theatre stage = stage(true)) {
			drill(stage, Map.of("unattended", true));
			assertThat(stage.world.told).noneMatch(key -> key.startsWith("gate-opened"));
		}
	}

	@Test
	void aFreshBackupIsTakenFirstWhenAsked() {
		theatre.world.candidates.clear();
		drill(theatre, Map.of("fresh", true));
		assertThat(theatre.calls).containsSubsequence("markMoment", "takeBackup", "verifyBackup", "chooseBackup");
	}

	@Test
	void anUnknownScenarioIsRefused() {
		try {
			throw new AssertionError("it ended well: " + drill(theatre, Map.of("scenario", "flood")));
		}
		catch (WorkflowFailedException failed) {
			assertThat(((ApplicationFailure) failed.getCause()).getOriginalMessage()).contains("scenario", "flood");
		}
	}

	@Test
	void aPlanRestoresNothing() {
		Outcome plan = drill(theatre, Map.of("mode", "plan"));
		assertThat(plan.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(report(theatre)).isNull();
		nothingIsLeft(theatre);
	}

	@TestFactory
	Stream<DynamicTest> aNoAndSilenceAtAnyGateLeaveNothingBehind() {
		return Stream.of("before", "drill", "during", "after")
			.flatMap(gate -> Stream.of("reject", "silence", "abort")
				.map(answer -> DynamicTest.dynamicTest(gate + " " + answer, () -> {
					try (Theatre stage = stage(true)) {
						stage.world.answers.put(gate, answer);
						String end = end(stage);
						boolean early = gate.equals("before") || gate.equals("drill");
						assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, Vault.BEFORE));
						if (answer.equals("abort")) {
							assertThat(end).startsWith("failed ABORTED");
						}
						else if (early) {
							assertThat(end).isEqualTo(answer.equals("reject") ? "REJECTED" : "failed EXPIRED");
						}
						else {
							assertThat(end).isEqualTo("COMPLETED");
							assertThat(report(stage).verdict())
								.isEqualTo(answer.equals("reject") ? Verdict.FAILED : Verdict.PASSED_WITH_EXCEPTIONS);
						}
					}
				})));
	}

	private static String end(Theatre stage) {
		try {
			return drill(stage, Map.of()).result().name();
		}
		catch (WorkflowFailedException failed) {
			return failed.getCause() instanceof ApplicationFailure failure ? "failed " + failure.getType()
					: "failed by a cancellation";
		}
	}

	@TestFactory
	Stream<DynamicTest> anAbortOrACancellationDuringAnyStepLeavesNothingBehind() {
		return Stream
			.of("chooseBackup", "planPlaces", "restoreBackup", "checkRestored", "askService", "readMark",
					"noteRestored")
			.flatMap(step -> Stream.of(true, false)
				.map(abort -> DynamicTest.dynamicTest((abort ? "abort " : "cancel ") + step, () -> {
					try (Theatre stage = stage(false)) {
						if (abort) {
							stage.sayDuring(step, "drill", "abort");
						}
						else {
							stage.cancelDuring(step, "drill");
						}
						assertThat(end(stage)).startsWith("failed");
						assertThat(stage.saidAll()).isTrue();
						nothingIsLeft(stage);
						assertThat(report(stage).verdict()).isEqualTo(Verdict.FAILED);
						assertThat(new Texts(report(stage)).line(report(stage))).startsWith(
								"REPROVADO: a simulação não foi até o fim: " + (abort ? "abortad" : "cancelad"));
						assertThat(table(stage, "Limpeza, por listagem"))
							.as("the clean-up is proven as well, where anything was begun")
							.isEqualTo(step.equals("chooseBackup") ? List.of()
									: List.of(List.of("database", "agente_ia_drill", "nada")));
					}
				})));
	}

	@TestFactory
	Stream<DynamicTest> aStepThatFailsOnceOrRunsTwiceChangesNothing() {
		return Stream
			.of("chooseBackup", "planPlaces", "restoreBackup", "checkRestored", "askService", "readMark",
					"noteRestored", "dropPlace", "listPlaces", "fileReport")
			.flatMap(step -> Stream.of(true, false)
				.map(fails -> DynamicTest.dynamicTest(step + (fails ? " fails once" : " twice"), () -> {
					try (Theatre stage = stage(false)) {
						if (fails) {
							stage.failOnce(step);
						}
						else {
							stage.runTwice(step);
						}
						assertThat(drill(stage, Map.of()).summary()).startsWith("APROVADO");
						nothingIsLeft(stage);
					}
				})));
	}

	private static List<List<String>> table(Theatre stage, String title) {
		return report(stage).tables()
			.stream()
			.filter(table -> table.title().equals(title))
			.findFirst()
			.orElseThrow()
			.rows();
	}

	@Test
	void whereTheProfileNamesAStagingServerTheCopyIsMadeThere() {
		try (Theatre stage = new Theatre(staging())) {
			stage.world.candidates.add(backup());
			stage.canaries.inCopies = Instant.now().minus(Duration.ofHours(3));
			assertThat(drill(stage, Map.of("fresh", true)).summary()).startsWith("APROVADO");
			assertThat(stage.vault.hosts).containsOnly("staging.example.com");
			assertThat(stage.world.backedUp).containsOnly("localhost");
			assertThat(table(stage, "Limpeza, por listagem"))
				.containsExactly(List.of("database / staging", "agente_ia_drill", "nada"));
			assertThat(cleanUp(stage, "clean").summary()).contains("listado: database, database / staging");
		}
	}

	private static SystemProfile staging() {
		return TestProfiles.read(shipped()
			.replace("${AGENTE_IA_STAGING_DATABASE_HOST:${AGENTE_IA_DATABASE_HOST:localhost}}", "staging.example.com"));
	}

	@Test
	void whatATerminatedDrillLeftIsRemovedWhenItsTimeIsOverAndNothingElse() {
		try (Theatre stage = stage(true)) {
			stage.world.answers.put("during", "silence");
			stage.start("DisasterRecoveryDrill", "drill", Map.of("system", "agente-ia"));
			Awaitility.await().until(() -> stage.world.told.contains("gate-opened/during"));
			stage.client().newUntypedWorkflowStub("drill").terminate("killed");
			stage.vault.put("agente_ia_restored", Place.Purpose.RESTORED, Instant.EPOCH);
			stage.vault.put("agente_ia_before", Place.Purpose.SAFETY, Instant.EPOCH);
			stage.vault.put("agente_ia_other", Place.Purpose.DRILL, null);

			assertThat(cleanUp(stage, "early").changes()).as("it may still go on").isEmpty();
			stage.skip(Duration.ofDays(2));
			Outcome plan = cleanUp(stage, "plan");
			assertThat(plan.summary()).contains("agente_ia_drill");
			assertThat(stage.vault.databases).containsKey("agente_ia_drill");
			assertThat(cleanUp(stage, "late").summary()).contains("agente_ia_drill");
			assertThat(stage.vault.databases).containsOnlyKeys(Vault.LIVE, "agente_ia_restored", "agente_ia_before",
					"agente_ia_other");
			assertThat(stage.world.told).contains("left");
			Kept.whenAsked("drills-cleaned-up", stage.client(),
					stage.client().newUntypedWorkflowStub("late").describe().getExecution());
			assertThat(cleanUp(stage, "again").changes()).isEmpty();
		}
	}

	private static Outcome cleanUp(Theatre stage, String id) {
		return stage
			.start("DrillCleanUp", id, Map.of("system", "agente-ia", "mode", id.equals("plan") ? "plan" : "execute"))
			.getResult(Outcome.class);
	}

}
