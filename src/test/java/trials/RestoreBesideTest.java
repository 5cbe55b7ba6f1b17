package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.backup.Backup;
import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

/**
 * A restore into a database beside the old one, to which the application is pointed
 * (runbook D 8.2, step 3.4), on a world in memory.
 */
class RestoreBesideTest {

	private static final String NEWEST = "database_daily_2";

	private static final String BESIDE = Vault.LIVE + "_restored";

	private static final Map<String, String> BEFORE = Map.of("DATABASE_NAME", Vault.LIVE);

	private static Theatre stage() {
		Theatre stage = new Theatre(TestProfiles.of("agente-ia", Map.of("AGENTE_IA_RESTORE_WAY", "beside")));
		stage.estate.instances.put("agente-api", 12);
		stage.estate.settings.clear();
		stage.estate.settings.putAll(BEFORE);
		stage.world.candidates.add(new Backup(NEWEST, "database", "daily", "/backups/" + NEWEST + ".dump", 1, "00",
				Instant.parse("2026-11-20T05:00:00Z"), new TreeMap<>(Map.of("public.messages", 3000L)), true, 1));
		stage.world.answers.put("undo", "silence");
		return stage;
	}

	private static Outcome restore(Theatre stage) {
		return stage.start("EmergencyRestore", "restore", Map.of("system", "agente-ia", "requestedBy", "tech-lead"))
			.getResult(Outcome.class);
	}

	private static void isAsBefore(Theatre stage) {
		assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, Vault.BEFORE));
		assertThat(stage.estate.settings).isEqualTo(BEFORE);
		assertThat(stage.estate.instances).containsEntry("agente-api", 12);
	}

	@Test
	void theApplicationIsPointedToTheNewDatabaseAndTheOldOneStays() {
		try (Theatre stage = stage()) {
			Outcome outcome = restore(stage);
			assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(outcome.summary()).contains(NEWEST).contains(BESIDE);
			assertThat(stage.vault.databases).containsExactly(Map.entry(Vault.LIVE, Vault.BEFORE),
					Map.entry(BESIDE, NEWEST));
			assertThat(stage.estate.settings).isEqualTo(Map.of("DATABASE_NAME", BESIDE));
			assertThat(stage.estate.effects).containsExactly("stop agente-api", "settings", "start agente-api");
		}
	}

	@Test
	void onRequestItIsPointedBackAndTheNewDatabaseGoes() {
		try (Theatre stage = stage()) {
			stage.world.answers.put("undo", "approve");
			assertThat(restore(stage).summary()).contains("desfeita");
			isAsBefore(stage);
		}
	}

	@Test
	void dataThatIsNotRightIsNeverPointedTo() {
		try (Theatre stage = stage()) {
			stage.vault.wrong.add(NEWEST);
			stage.world.answers
				.putAll(Map.of("older-backup", "silence", "safety-copy", "silence", "leave-stopped", "silence"));
			try {
				throw new AssertionError("it ended well: " + restore(stage));
			}
			catch (WorkflowFailedException refused) {
				assertThat(stage.estate.effects).doesNotContain("settings");
			}
			isAsBefore(stage);
		}
	}

	@TestFactory
	Stream<DynamicTest> anAbortOrACancellationDuringAnyStepLeavesTheApplicationOnTheOldDatabase() {
		return Stream.of("restoreBackup", "checkRestored", "keepCopy", "applyEdit", "startWorkload")
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
							throw new AssertionError("it ended well: " + restore(stage));
						}
						catch (WorkflowFailedException stopped) {
							assertThat(stage.saidAll()).isTrue();
						}
						isAsBefore(stage);
					}
				})));
	}

	@TestFactory
	Stream<DynamicTest> aStepThatFailsOnceOrRunsTwiceChangesNothing() {
		return Stream.of("keepCopy", "applyEdit", "putBackCopy", "dropPlace")
			.flatMap(step -> Stream.of(true, false)
				.map(fails -> DynamicTest.dynamicTest(step + (fails ? " fails once" : " twice"), () -> {
					try (Theatre stage = stage()) {
						stage.world.answers.put("undo", "approve");
						if (fails) {
							stage.failOnce(step);
						}
						else {
							stage.runTwice(step);
						}
						restore(stage);
						isAsBefore(stage);
					}
				})));
	}

}
