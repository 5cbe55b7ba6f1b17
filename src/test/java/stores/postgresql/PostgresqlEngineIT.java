package stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Finding;
import domain.backup.Findings;
import domain.backup.Part;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.Destination;
import domain.profile.IntegrityCheck;
import domain.profile.ProtectedStore;
import domain.profile.RestoreProfile;
import domain.profile.StoreProfile;
import domain.run.Mode;
import domain.run.Run;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.Secrets;
import stores.BackupOrder;
import stores.Progress;
import stores.Shelf;
import stores.Sink;
import stores.folder.Folders;

/** Backups and restores of a real PostgreSQL by its own programs. */
class PostgresqlEngineIT {

	private static final Progress SILENT = how -> {
	};

	private static final String COMMENT = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'shop'";

	private static EmbeddedPostgres server;

	@TempDir
	Path folder;

	private final PostgresqlEngine engine = new PostgresqlEngine(new Passwords());

	@BeforeAll
	static void startServer() throws IOException, SQLException {
		server = EmbeddedPostgres.builder().start();
		execute("CREATE TABLE tickets AS SELECT n AS id, md5(n::text) AS body FROM generate_series(1, 1000) n",
				"CREATE SCHEMA audit", "CREATE TABLE audit.\"Entries of day\" (id int)", "CREATE ROLE poor LOGIN",
				"CREATE SEQUENCE numbers", "SELECT setval('numbers', 41)");
	}

	@AfterAll
	static void stopServer() throws IOException {
		server.close();
	}

	@Test
	void aBackupHoldsEveryTableAndItsRowsAtOneMoment() throws IOException {
		Backup backup = take("run-1");
		assertThat(backup.id()).isEqualTo("main_daily_run-1");
		assertThat(backup.rows()).containsExactly(entry("audit.Entries of day", 0L), entry("public.tickets", 1000L));
		assertThat(backup.contents().extensions()).containsExactly("plpgsql");
		assertThat(backup.contents().sequences()).containsExactly(entry("public.numbers", 41L));
		assertThat(backup.parts()).extracting(Part::name)
			.containsExactly("main_daily_run-1.dump", "main_daily_run-1.globals.sql");
		Path file = folder.resolve("main_daily_run-1.dump");
		assertThat(file).hasSize(backup.parts().getFirst().bytes());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(folder.resolve("main_daily_run-1.globals.sql")).content().contains("CREATE ROLE poor");
		assertThat(folder.resolve("main_daily_run-1.json")).content().contains(backup.sha256());
		assertThat(refusal(backup)).isEmpty();
		assertThat(unfinished()).isEmpty();
	}

	@Test
	void aSecondAttemptAdoptsTheFinishedBackup() {
		Backup first = take("run-2");
		assertThat(shelf().finished(first.id(), SILENT)).contains(first);
	}

	@Test
	void damagedBackupsAreRefusedWithTheirReason() throws IOException {
		Backup whole = take("run-3");
		Path file = folder.resolve(whole.parts().getFirst().name());
		byte[] content = Files.readAllBytes(file);

		byte[] flipped = content.clone();
		flipped[content.length / 2] ^= 1;
		Files.write(file, flipped);
		assertThat(refusal(whole)).hasValueSatisfying(why -> assertThat(why).contains("SHA-256"));
		assertThat(shelf().finished(whole.id(), SILENT)).as("taken again, not adopted").isEmpty();

		Files.write(file, Arrays.copyOf(content, content.length / 2));
		assertThat(refusal(whole)).hasValueSatisfying(why -> assertThat(why).contains("bytes and had"));

		Files.write(file, new byte[0]);
		assertThat(refusal(whole)).hasValueSatisfying(why -> assertThat(why).contains("has 0 bytes"));

		Files.delete(file);
		assertThat(refusal(whole)).hasValueSatisfying(why -> assertThat(why).contains("not there"));
	}

	@Test
	void whatDoesNotHoldWhatItMustIsRefusedWithItsReason() throws SQLException {
		Backup whole = take("run-4");
		TreeMap<String, Long> rows = new TreeMap<>(whole.rows());
		rows.put("public.forgotten", 7L);
		assertThat(refusal(claiming(whole, rows, whole.recoveryPoint())))
			.hasValueSatisfying(why -> assertThat(why).contains("no data of table public.forgotten"));

		assertThat(refusal(claiming(whole, whole.rows(), Instant.now().plus(Duration.ofDays(2)))))
			.hasValueSatisfying(why -> assertThat(why).contains("stale"));

		assertThat(refusal(whole, source(store("postgres", "another"))))
			.hasValueSatisfying(why -> assertThat(why).contains("a dump of database postgres, not of another"));

		assertThat(refusal(whole, source(store(), "orders.lines")))
			.hasValueSatisfying(why -> assertThat(why).contains("does not hold orders.lines"));

		execute("CREATE DATABASE hollow");
		Source hollow = source(store("postgres", "hollow"));
		Backup empty = take("run-5", hollow);
		assertThat(refusal(empty, hollow)).hasValueSatisfying(why -> assertThat(why).contains("it is empty"));
	}

	@Test
	void aBackupIsRestoredBesideCheckedPutInPlaceAndTakenBack() throws SQLException {
		execute("CREATE DATABASE shop");
		in("shop", "CREATE TABLE orders (id serial PRIMARY KEY, what text)",
				"INSERT INTO orders (what) SELECT 'x' FROM generate_series(1, 500)",
				"COMMENT ON DATABASE shop IS 'the shop'", "REVOKE CONNECT ON DATABASE shop FROM PUBLIC",
				"ALTER DATABASE shop SET statement_timeout = '7s'");
		Source source = source(store("postgres", "shop"));
		Backup backup = take("run-6", source);
		in("shop", "DROP TABLE orders");
		RestoreRequest request = request("restore-1", source, backup);

		engine.restore(request, shelf(source).parts(backup), SILENT);
		engine.restore(request, shelf(source).parts(backup), SILENT);
		Findings findings = engine.check(request, SILENT).in("en");
		assertThat(findings.good()).as(findings.toString()).isTrue();
		assertThat(findings.all()).extracting(Finding::what)
			.contains("rows of public.orders", "extension plpgsql", "sequence public.orders_id_seq", "500 orders");
		assertThat(engine.places(source)).extracting(Place::purpose).containsExactly(Place.Purpose.RESTORED);

		engine.activate(request, SILENT);
		engine.activate(request, SILENT);
		assertThat(ask("shop", "SELECT count(*) FROM orders")).isEqualTo("500");
		assertThat(ask("shop", "SHOW statement_timeout")).isEqualTo("7s");
		assertThat(ask("postgres", COMMENT)).isEqualTo("the shop");
		assertThat(ask("postgres", "SELECT has_database_privilege('poor', 'shop', 'CONNECT')")).isEqualTo("f");
		assertThat(engine.places(source)).extracting(Place::purpose).containsExactly(Place.Purpose.SAFETY);

		engine.putBack(request, SILENT);
		engine.putBack(request, SILENT);
		assertThat(ask("shop", "SELECT count(*) FROM pg_class WHERE relname = 'orders'")).isEqualTo("0");
		assertThat(ask("postgres", COMMENT)).isEqualTo("the shop");

		engine.drop(request, SILENT);
		engine.drop(request, SILENT);
		assertThat(engine.places(source)).isEmpty();
	}

	@Test
	void aWrongRestoreIsFound() throws SQLException {
		execute("CREATE DATABASE bills");
		in("bills", "CREATE TABLE orders (id int)", "INSERT INTO orders SELECT generate_series(1, 5)");
		Source source = source(store("postgres", "bills"));
		Backup backup = take("run-7", source);
		RestoreRequest request = request("restore-2", source, backup);
		engine.restore(request, shelf(source).parts(backup), SILENT);
		in(request.place().name(), "DELETE FROM orders WHERE id = 3", "CREATE TABLE stranger (id int)");
		assertThat(engine.check(request, SILENT).in("en").bad()).extracting(Finding::inWords)
			.containsExactly("rows of public.orders: 4 (must be 5)", "table public.stranger: present (must be missing)",
					"500 orders: f (must be yes)");
		engine.drop(request, SILENT);
	}

	@Test
	void aDatabaseThatNoRunHasMadeIsNeverTouched() throws SQLException {
		Source source = source(store());
		RestoreRequest request = request("restore-3", source, take("run-8"));
		execute("CREATE DATABASE \"" + request.place().name() + "\"");
		assertThatThrownBy(() -> engine.restore(request, shelf().parts(request.backup()), SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT));
		assertThatThrownBy(() -> engine.drop(request, SILENT)).hasMessageContaining("rename or remove it yourself");
	}

	@Test
	void aDatabaseThatIsGoneIsRestoredUnderItsName() throws SQLException {
		execute("CREATE DATABASE gone");
		in("gone", "CREATE TABLE orders (id int)", "INSERT INTO orders SELECT generate_series(1, 500)");
		Source source = source(store("postgres", "gone"));
		Backup backup = take("run-9", source);
		execute("DROP DATABASE gone");
		assertThat(engine.look(source, engine.live(source), SILENT).there()).isFalse();
		RestoreRequest request = request("restore-4", source, backup);
		engine.restore(request, shelf(source).parts(backup), SILENT);
		engine.activate(request, SILENT);
		engine.activate(request, SILENT);
		assertThat(engine.look(source, engine.live(source), SILENT).contents().rows()).isEqualTo(backup.rows());
		assertThat(engine.places(source)).isEmpty();
	}

	@Test
	void rolesThatTheServerLacksAreMadeBeforeWhatTheyOwnIsRestored() throws SQLException {
		execute("CREATE ROLE \"shop keeper\" LOGIN", "CREATE DATABASE owned");
		in("owned", "CREATE TABLE orders (id int)", "INSERT INTO orders SELECT generate_series(1, 500)",
				"ALTER TABLE orders OWNER TO \"shop keeper\"");
		Source source = source(store("postgres", "owned"));
		Backup backup = take("run-10", source);
		execute("DROP DATABASE owned", "DROP ROLE \"shop keeper\"");
		RestoreRequest request = request("restore-5", source, backup);
		engine.restore(request, shelf(source).parts(backup), SILENT);
		assertThat(engine.check(request, SILENT).in("en").good()).isTrue();
		assertThat(ask("postgres", "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'shop keeper'")).isEqualTo("t");
		engine.drop(request, SILENT);
	}

	@Test
	void aBackupThatIsNoLongerWantedLeavesNothing() throws IOException {
		IllegalStateException cancelled = new IllegalStateException("cancelled");
		PostgresqlEngine sleeping = new PostgresqlEngine(new Passwords(), sleepingDump(), "pg_restore");
		Progress stop = how -> {
			throw cancelled;
		};
		Sink sink = shelf().sink("sleeping", new ArrayList<>(), stop);
		assertThatThrownBy(() -> sleeping.capture(new BackupOrder(source(store()), "sleeping", "run"), sink, stop))
			.isSameAs(cancelled);
		assertThat(unfinished()).isEmpty();
		assertThat(ProcessHandle.current().children().map(ProcessHandle::info).map(ProcessHandle.Info::commandLine))
			.noneMatch(line -> line.orElse("").contains("sleeping-dump"));
	}

	@Test
	void aMissingProgramNamesWhatToInstall() {
		assertPermanent(new PostgresqlEngine(new Passwords(), "/nowhere/pg_dump", "pg_restore"), store(),
				FailureKind.PROFILE, "postgresql-client");
	}

	@Test
	void aProgramOlderThanTheServerIsRefused() throws IOException {
		Path old = script("old-dump", "echo 'pg_dump (PostgreSQL) 12.1'");
		assertPermanent(new PostgresqlEngine(new Passwords(), old.toString(), "pg_restore"), store(),
				FailureKind.PROFILE, "install postgresql-client-15");
	}

	@Test
	void aFullDiskMayPass() {
		Sink sink = shelf().sink("full", new ArrayList<>(), SILENT);
		assertThatThrownBy(() -> sink.write(".dump", out -> {
			throw new IOException("No space left on device");
		})).isInstanceOf(TransientFailure.class)
			.hasMessageContaining("no space is left")
			.hasMessageContaining(folder.toString());
		assertThat(unfinished()).isEmpty();
	}

	@Test
	void whatTheServerRefusesIsToldApart() {
		assertPermanent(engine, store("postgres", "nothing-here"), FailureKind.NOT_FOUND, "'database'");
		assertPermanent(engine, store("nobody", "postgres"), FailureKind.FORBIDDEN, "nobody");
		assertPermanent(engine, store("poor", "postgres"), FailureKind.FORBIDDEN, "permission denied");
		StoreProfile absent = new StoreProfile("main", StoreProfile.Kind.POSTGRESQL, "127.0.0.1", 1, "postgres",
				"postgres", null, folder.toString());
		assertThatThrownBy(() -> take("run-8", source(absent))).isInstanceOf(TransientFailure.class)
			.hasMessageContaining("127.0.0.1:1");
		assertThat(unfinished()).isEmpty();
	}

	@Test
	void aStoreWithoutAFieldNamesTheField() {
		StoreProfile store = new StoreProfile("main", StoreProfile.Kind.POSTGRESQL, null, null, "postgres", "postgres",
				null, null);
		assertThat(engine.missing(source(store))).hasValueSatisfying(what -> assertThat(what).contains("'host'"));
	}

	private void assertPermanent(PostgresqlEngine by, StoreProfile store, FailureKind kind, String words) {
		Sink sink = shelf().sink("refused", new ArrayList<>(), SILENT);
		assertThatThrownBy(() -> by.capture(new BackupOrder(source(store), "refused", "run"), sink, SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
			.hasMessageContaining(words);
	}

	private Backup take(String runId) {
		return take(runId, source(store()));
	}

	private Backup take(String runId, Source source) {
		String id = Backup.id("main", "daily", runId);
		List<Part> parts = new ArrayList<>();
		Captured captured = engine.capture(new BackupOrder(source, id, runId), shelf(source).sink(id, parts, SILENT),
				SILENT);
		Backup backup = new Backup(id, "main", "daily", folder.resolve(id + ".dump").toString(),
				parts.stream().mapToLong(Part::bytes).sum(), parts.getFirst().sha256(), captured.recoveryPoint(),
				new TreeMap<>(captured.contents().rows()), false, 1, source.system(), engine.kind(), runId, "folder",
				parts, captured.contents(), null, null);
		shelf(source).enter(backup);
		return backup;
	}

	private static Backup claiming(Backup real, SortedMap<String, Long> rows, Instant moment) {
		return new Backup(real.id(), real.store(), real.kind(), real.location(), real.bytes(), real.sha256(), moment,
				rows, real.verified(), real.seconds(), real.system(), real.engine(), real.run(), real.destination(),
				real.parts(), real.contents(), real.expires(), real.verification());
	}

	private Optional<String> refusal(Backup backup) {
		return refusal(backup, source(store()));
	}

	private Optional<String> refusal(Backup backup, Source source) {
		try {
			shelf(source).requireWhole(backup, SILENT);
			engine.examine(source, backup, shelf(source).parts(backup), SILENT);
			return Optional.empty();
		}
		catch (PermanentFailure refused) {
			assertThat(refused.kind()).isEqualTo(FailureKind.NOT_VERIFIED);
			return Optional.of(refused.getMessage());
		}
	}

	private Shelf shelf() {
		return shelf(source(store()));
	}

	private Shelf shelf(Source source) {
		return new Shelf(Folders.destination(), source, new Passwords());
	}

	private Source source(StoreProfile store, String... expects) {
		RestoreProfile restore = new RestoreProfile(null, null, null, null, null,
				List.of(new IntegrityCheck("500 orders", "SELECT count(*) = 500 FROM orders", null)), null, null);
		return new Source("agente-ia",
				new ProtectedStore("main", ProtectedStore.Engine.POSTGRESQL, "main", null, "folder", null,
						List.of(expects), null, null, restore),
				store, null, Destination.folder("folder", folder.toString()), null);
	}

	private RestoreRequest request(String runId, Source source, Backup backup) {
		Instant later = Instant.now().plus(Duration.ofHours(1));
		return new RestoreRequest(new Run("restore", runId, "EmergencyRestore", "agente-ia", null, Mode.EXECUTE, "en"),
				source, backup, engine.own(source, Place.Purpose.RESTORED, runId, later),
				engine.own(source, Place.Purpose.SAFETY, runId, later));
	}

	private static String ask(String database, String query) throws SQLException {
		try (Connection connection = server.getDatabase("postgres", database).getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(query)) {
			row.next();
			return row.getString(1);
		}
	}

	private static void in(String database, String... statements) throws SQLException {
		try (Connection connection = server.getDatabase("postgres", database).getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
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
