package activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.profile.StoreProfile;
import domain.run.Mode;
import domain.run.Run;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stores.BackupStore;
import stores.Progress;

/** The steps around a store's backups. */
class BackupsImplTest {

	private static final Backup TAKEN = new Backup("id", "main", "daily", "/backups/id.dump", 3, "ab",
			Instant.parse("2026-01-02T12:00:00Z"), new TreeMap<>(), false, 1);

	private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();

	private final List<String> beats = new ArrayList<>();

	private Backups backups;

	@BeforeEach
	void register() {
		environment.registerActivitiesImplementations(new BackupsImpl(List.of(new OneProduct())));
		environment.setActivityHeartbeatListener(String.class, beats::add);
		backups = environment.newActivityStub(Backups.class);
	}

	@AfterEach
	void close() {
		environment.close();
	}

	@Test
	void aBackupIsTakenByItsProductWithHeartbeats() {
		assertThat(backups.takeBackup(request(StoreProfile.Kind.POSTGRESQL))).isEqualTo(TAKEN);
		assertThat(beats).contains("half");
		assertThat(backups.verifyBackup(run(Mode.EXECUTE), TAKEN).verified()).isTrue();
	}

	@Test
	void aPlanVerifiesNothing() {
		assertThat(backups.verifyBackup(run(Mode.PLAN), TAKEN).verified()).isFalse();
	}

	@Test
	void aProductWithoutBackupsIsNamed() {
		assertThatThrownBy(() -> backups.takeBackup(request(StoreProfile.Kind.KAFKA)))
			.isInstanceOf(ActivityFailure.class)
			.rootCause()
			.hasMessageContaining("store 'main' of kind KAFKA")
			.hasMessageContaining("POSTGRESQL");
	}

	private static BackupRequest request(StoreProfile.Kind kind) {
		return new BackupRequest(run(Mode.EXECUTE), new StoreProfile("main", kind, "h", 1, "d", "u", null, "/b"),
				"daily");
	}

	private static Run run(Mode mode) {
		return new Run("canary", "run-1", "CanaryDeploy", "agente-ia", "agente-api", mode, "en");
	}

	/** Takes and verifies without a server. */
	private static class OneProduct implements BackupStore {

		@Override
		public StoreProfile.Kind kind() {
			return StoreProfile.Kind.POSTGRESQL;
		}

		@Override
		public Backup take(BackupRequest request, Progress progress) {
			progress.report("half");
			return TAKEN;
		}

		@Override
		public boolean recognises(Backup backup) {
			return true;
		}

		@Override
		public Backup verify(Backup backup, Progress progress) {
			return new Backup(backup.id(), backup.store(), backup.kind(), backup.location(), backup.bytes(),
					backup.sha256(), backup.recoveryPoint(), backup.rows(), true, backup.seconds());
		}

	}

}
