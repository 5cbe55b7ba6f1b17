package stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.StoreProfile;
import domain.run.Mode;
import domain.run.Run;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.Secrets;
import stores.Progress;

/** Backups of a real PostgreSQL by the real pg_dump. */
class PostgresqlBackupsIT {

	private static final Progress SILENT = how -> {
	};

	private static EmbeddedPostgres server;

	@TempDir
	Path folder;

	private final PostgresqlBackups backups = new PostgresqlBackups(new Passwords());

	@BeforeAll
	static void startServer() throws IOException, SQLException {
		server = EmbeddedPostgres.builder().start();
		execute("CREATE TABLE tickets AS SELECT n AS id, md5(n::text) AS body FROM generate_series(1, 1000) n",
				"CREATE SCHEMA audit", "CREATE TABLE audit.\"Entries of day\" (id int)", "CREATE ROLE poor LOGIN");
	}

	@AfterAll
	static void stopServer() throws IOException {
		server.close();
	}

	@Test
	void aBackupHoldsEveryTableAndItsRowsAtOneMoment() throws IOException {
		Backup backup = backups.take(request("run-1", Mode.EXECUTE, store()), SILENT);
		assertThat(backup.id()).isEqualTo("main_pre-deploy_run-1");
		assertThat(backup.rows()).containsExactly(entry("audit.Entries of day", 0L), entry("public.tickets", 1000L));
		assertThat(backup.verified()).isFalse();
		Path file = Path.of(backup.location());
		assertThat(file).isEqualTo(folder.resolve("main_pre-deploy_run-1.dump")).hasSize(backup.bytes());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(folder.resolve("main_pre-deploy_run-1.json")).content().contains(backup.sha256());
		assertThat(backups.verify(backup, SILENT).verified()).isTrue();
		assertThat(unfinished()).isEmpty();
	}

	@Test
	void aSecondAttemptAdoptsTheFinishedBackup() throws SQLException {
		BackupRequest request = request("run-2", Mode.EXECUTE, store());
		Backup first = backups.take(request, SILENT);
		execute("CREATE TABLE later AS SELECT 1 AS id");
		try {
			assertThat(backups.take(request, SILENT)).isEqualTo(first);
		}
		finally {
			execute("DROP TABLE later");
		}
	}

	@Test
	void aDamagedOrMissingBackupIsTakenAgainAndIsNeverVerified() throws IOException {
		BackupRequest request = request("run-3", Mode.EXECUTE, store());
		Backup backup = backups.take(request, SILENT);
		Path file = Path.of(backup.location());
		byte[] content = Files.readAllBytes(file);
		content[content.length / 2] ^= 1;
		Files.write(file, content);
		assertNotVerified(backup, "SHA-256");
		assertThat(backups.verify(backups.take(request, SILENT), SILENT).verified()).isTrue();
		Files.delete(file);
		assertNotVerified(backup, "not there");
	}

	@Test
	void aTableMissingInTheArchiveIsNotVerified() {
		Backup backup = backups.take(request("run-4", Mode.EXECUTE, store()), SILENT);
		backup.rows().put("public.forgotten", 7L);
		assertNotVerified(backup, "no data of table public.forgotten");
	}

	@Test
	void aPlanWritesNothing() throws IOException {
		Backup backup = backups.take(request("run-5", Mode.PLAN, store()), SILENT);
		assertThat(backup.verified()).isFalse();
		assertThat(backup.location()).endsWith("main_pre-deploy_run-5.dump");
		try (Stream<Path> files = Files.list(folder)) {
			assertThat(files).isEmpty();
		}
	}

	@Test
	void aBackupThatIsNoLongerWantedLeavesNothing() throws IOException {
		BackupRequest request = request("run-6", Mode.EXECUTE, store());
		IllegalStateException cancelled = new IllegalStateException("cancelled");
		assertThatThrownBy(
				() -> new PostgresqlBackups(new Passwords(), sleepingDump(), "pg_restore").take(request, how -> {
					throw cancelled;
				}))
			.isSameAs(cancelled);
		assertThat(unfinished()).isEmpty();
		assertThat(ProcessHandle.current().children().map(ProcessHandle::info).map(ProcessHandle.Info::commandLine))
			.noneMatch(line -> line.orElse("").contains("sleeping-dump"));
	}

	@Test
	void aMissingProgramNamesWhatToInstall() {
		assertPermanent(new PostgresqlBackups(new Passwords(), "/nowhere/pg_dump", "pg_restore"), store(),
				FailureKind.PROFILE, "postgresql-client");
	}

	@Test
	void aProgramOlderThanTheServerIsRefused() throws IOException {
		Path old = script("old-dump", "echo 'pg_dump (PostgreSQL) 12.1'");
		assertPermanent(new PostgresqlBackups(new Passwords(), old.toString(), "pg_restore"), store(),
				FailureKind.PROFILE, "install postgresql-client-15");
	}

	@Test
	void aFullDiskMayPass() throws IOException {
		Path full = script("full-dump", "[ \"$1\" = --version ] && exit 0",
				"echo 'pg_dump: error: could not write to output file: No space left on device' >&2; exit 1");
		assertThatThrownBy(() -> new PostgresqlBackups(new Passwords(), full.toString(), "pg_restore")
			.take(request("run-7", Mode.EXECUTE, store()), SILENT)).isInstanceOf(TransientFailure.class)
			.hasMessageContaining("no space is left")
			.hasMessageContaining(folder.toString());
	}

	@Test
	void whatTheServerRefusesIsToldApart() {
		assertPermanent(backups, store("postgres", "nothing-here"), FailureKind.NOT_FOUND, "'database'");
		assertPermanent(backups, store("nobody", "postgres"), FailureKind.FORBIDDEN, "nobody");
		assertPermanent(backups, store("poor", "postgres"), FailureKind.FORBIDDEN, "permission denied");
		StoreProfile absent = new StoreProfile("main", StoreProfile.Kind.POSTGRESQL, "127.0.0.1", 1, "postgres",
				"postgres", null, folder.toString());
		assertThatThrownBy(() -> backups.take(request("run-8", Mode.EXECUTE, absent), SILENT))
			.isInstanceOf(TransientFailure.class)
			.hasMessageContaining("127.0.0.1:1");
		assertThat(unfinished()).isEmpty();
	}

	@Test
	void aStoreWithoutAFieldNamesTheField() {
		StoreProfile store = new StoreProfile("main", StoreProfile.Kind.POSTGRESQL, "localhost", null, "postgres",
				"postgres", null, null);
		assertPermanent(backups, store, FailureKind.PROFILE, "'backups'");
	}

	private void assertPermanent(PostgresqlBackups by, StoreProfile store, FailureKind kind, String words) {
		assertThatThrownBy(() -> by.take(request("run-x", Mode.EXECUTE, store), SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
			.hasMessageContaining(words);
	}

	private void assertNotVerified(Backup backup, String words) {
		assertThatThrownBy(() -> backups.verify(backup, SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContaining(words);
	}

	private String sleepingDump() throws IOException {
		return script("sleeping-dump", "[ \"$1\" = --version ] && exit 0", "exec sleep 600").toString();
	}

	private Path script(String name, String... lines) throws IOException {
		Path bin = Files.createDirectories(folder.resolve("bin"));
		Path script = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
		Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
		return script;
	}

	private List<Path> unfinished() {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> file.toString().endsWith(".part")).toList();
		}
		catch (IOException failure) {
			throw new java.io.UncheckedIOException(failure);
		}
	}

	private StoreProfile store() {
		return store("postgres", "postgres");
	}

	private StoreProfile store(String user, String database) {
		return new StoreProfile("main", StoreProfile.Kind.POSTGRESQL, "127.0.0.1", server.getPort(), database, user,
				"env:PASSWORD", folder.toString());
	}

	private static BackupRequest request(String runId, Mode mode, StoreProfile store) {
		return new BackupRequest(new Run("canary", runId, "CanaryDeploy", "agente-ia", "agente-api", mode, "en"), store,
				"pre-deploy");
	}

	private static void execute(String... statements) throws SQLException {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	private static class Passwords implements Secrets {

		@Override
		public String resolve(String reference) {
			return "any";
		}

		@Override
		public Optional<String> find(String reference) {
			return Optional.of("any");
		}

	}

}
