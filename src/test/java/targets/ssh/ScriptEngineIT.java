package targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Findings;
import domain.backup.Part;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.Destination;
import domain.profile.ProtectedStore;
import domain.profile.ScriptProfile;
import domain.run.Mode;
import domain.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import local.SshServer;
import monitors.NoSecrets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stores.BackupOrder;
import stores.Progress;
import stores.Shelf;
import stores.folder.Folders;

/** A system's own backup programs, run over a real OpenSSH server. */
class ScriptEngineIT {

	private static final Progress SILENT = how -> {
	};

	private static final String END = "-- PostgreSQL database dump complete";

	@TempDir
	static Path folder;

	@TempDir
	Path vault;

	@TempDir
	Path system;

	private static Targets targets;

	private static SshServer server;

	private static String hostName;

	private ScriptEngine engine;

	@BeforeAll
	static void start() throws IOException {
		server = new SshServer(folder.resolve("server"));
		server.start();
		targets = new Targets(server);
		hostName = new String(new ProcessBuilder("uname", "-n").start().getInputStream().readAllBytes(),
				StandardCharsets.UTF_8)
			.strip();
	}

	@AfterAll
	static void stop() {
		targets.close();
		server.stop();
	}

	@BeforeEach
	void fill() throws IOException {
		engine = targets.scripts();
		Files.createDirectories(system.resolve("backups"));
		Files.writeString(system.resolve("backups/sparkone_db_20250101_000000.sql"), "an old one");
		Files.writeString(system.resolve("data"), "CREATE TABLE users; first\n");
		program("backup.sh", """
				echo run >> taken
				name=backups/sparkone_db_20261121_$(date +%N).sql
				cat data > $name && echo '-- PostgreSQL database dump complete' >> $name
				""");
		program("verify_backup.sh", "grep -q complete ${1:-$(ls -t backups/*.sql | head -1)}");
		program("restore.sh", """
				[ "$1" = --list ] && exec ls backups
				[ "$1" = --db ] && echo run >> restored && head -n 1 "$2" > data
				""");
	}

	private void program(String name, String text) throws IOException {
		Path file = Files.writeString(system.resolve(name), "#!/bin/sh\nset -e\ncd " + system + "\n" + text);
		assertThat(file.toFile().setExecutable(true)).isTrue();
	}

	private String data() throws IOException {
		return Files.readString(system.resolve("data")).strip();
	}

	private long lines(String file) throws IOException {
		Path path = system.resolve(file);
		return Files.exists(path) ? Files.readAllLines(path).size() : 0;
	}

	@Test
	void itsOwnProgramsTakeCheckAndListABackupThatIsRestoredAndTakenBack() throws IOException {
		Backup backup = take("run-1");
		assertThat(take("run-1").rows()).as("the same run takes one backup, whatever happens").isEqualTo(backup.rows());
		assertThat(lines("taken")).isEqualTo(1);
		assertThat(engine.beside(source())).extracting(Backup::id)
			.as("what its cron job has left is seen as well")
			.contains("sparkone_db_20250101_000000.sql", backup.rows().firstKey());
		assertThat(backup.rows()).hasSize(1).doesNotContainKey("sparkone_db_20250101_000000.sql");
		engine.examine(source(), backup, shelf().parts(backup), SILENT);
		Files.writeString(system.resolve("data"), "spoilt\n");

		RestoreRequest request = request("restore-1", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		engine.restore(request, shelf().parts(backup), SILENT);
		Findings findings = engine.check(request, SILENT).in("en");
		assertThat(findings.good()).as(findings.toString()).isTrue();
		assertThat(data()).isEqualTo("spoilt");
		assertThat(engine.places(source())).containsExactly(request.place());

		engine.activate(request, SILENT);
		engine.activate(request, SILENT);
		assertThat(data()).isEqualTo("CREATE TABLE users; first");
		assertThat(lines("restored")).isEqualTo(1);

		engine.putBack(request, SILENT);
		engine.putBack(request, SILENT);
		assertThat(data()).isEqualTo("spoilt");
		assertThat(lines("restored")).isEqualTo(2);

		engine.activate(request, SILENT);
		assertThat(data()).as("the undo is undone").isEqualTo("CREATE TABLE users; first");
		assertThat(engine.places(source())).contains(request.aside());

		engine.drop(request, SILENT);
		engine.drop(new RestoreRequest(request.run(), source(), backup, request.aside()), SILENT);
		assertThat(engine.places(source())).isEmpty();
		assertThat(system).isDirectoryNotContaining("glob:**holdfast*");
	}

	@Test
	void exitCodesAndMissingFilesAreFailuresWithTheirReason() throws IOException {
		program("verify_backup.sh", "echo 'checksum differs' >&2; exit 7");
		assertFailure("ended with code 7: checksum differs", "run-2");
		program("verify_backup.sh", "true");
		program("restore.sh", "echo nothing here");
		assertFailure("does not list [sparkone_db", "run-3");
		program("backup.sh", "true");
		assertFailure("there is no new file sparkone_db_*.sql", "run-4");
		program("backup.sh", ": > backups/sparkone_db_2.sql");
		assertFailure("is empty", "run-5");
	}

	private void assertFailure(String why, String runId) {
		assertThatThrownBy(() -> take(runId))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContaining(why);
	}

	@Test
	void badBackupsAreRefusedBeforeAnythingIsStopped() throws IOException {
		Backup whole = take("run-6");
		assertRefused(whole, source("CREATE TABLE orders"), "does not hold CREATE TABLE orders");
		Path file = vault.resolve(whole.id() + "." + whole.rows().firstKey());
		byte[] content = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(content, content.length - 10));
		assertThat(shelf().damage(whole, SILENT)).isPresent();
		assertRefused(whole, source(), "is not as it was on the host");
		content[3] ^= 1;
		Files.write(file, content);
		assertThat(shelf().damage(whole, SILENT)).isPresent();

		program("backup.sh", "echo 'CREATE TABLE users; half' > backups/sparkone_db_cut.sql");
		program("verify_backup.sh", "true");
		assertRefused(take("run-7"), source(), "does not end with '" + END + "'");
	}

	private void assertRefused(Backup backup, Source source, String why) {
		assertThatThrownBy(() -> engine.examine(source, backup, shelf().parts(backup), SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContaining(why);
	}

	@Test
	void aRestoreThatFailsIsTakenBackAndAnAbsentCopyIsNothing() throws IOException {
		Backup backup = take("run-8");
		RestoreRequest request = request("restore-8", backup);
		engine.putBack(request, SILENT);
		engine.restore(request, shelf().parts(backup), SILENT);
		program("restore.sh", """
				[ "$1" = --list ] && exec ls backups
				[ -e restored ] && head -n 1 "$2" > data && exit 0
				echo half > data; echo run >> restored; exit 3
				""");
		assertThatThrownBy(() -> engine.activate(request, SILENT)).hasMessageContaining("ended with code 3");
		assertThat(data()).isEqualTo("half");
		engine.putBack(request, SILENT);
		assertThat(data()).isEqualTo("CREATE TABLE users; first");
		assertThat(engine.places(source())).containsExactly(request.place());
	}

	@Test
	void aWayBackThatFailsHalfWayCanBeGoneForwardAgain() throws IOException {
		Backup backup = take("run-9");
		Files.writeString(system.resolve("data"), "spoilt\n");
		RestoreRequest request = request("restore-9", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		engine.activate(request, SILENT);
		Files.writeString(system.resolve("refusal"), "no");
		program("restore.sh", """
				[ "$1" = --list ] && exec ls backups
				head -n 1 "$2" > data && [ ! -e refusal ]
				""");
		assertThatThrownBy(() -> engine.putBack(request, SILENT)).hasMessageContaining("ended with code 1");
		Files.delete(system.resolve("refusal"));
		engine.activate(request, SILENT);
		assertThat(data()).as("it holds what was restored").isEqualTo("CREATE TABLE users; first");
		engine.putBack(request, SILENT);
		assertThat(data()).as("the copy is the one of before").isEqualTo("spoilt");
		engine.drop(request, SILENT);
		assertThat(engine.places(source())).isEmpty();
	}

	private Backup take(String runId) {
		String id = Backup.id("database", "daily", runId);
		List<Part> parts = new ArrayList<>();
		Captured captured = engine.capture(new BackupOrder(source(), id, runId), shelf().sink(id, parts, SILENT),
				SILENT);
		return new Backup(id, "database", "daily", id, parts.stream().mapToLong(Part::bytes).sum(),
				parts.getFirst().sha256(), captured.recoveryPoint(), new TreeMap<>(captured.contents().rows()), false,
				1, "shop", engine.kind(), runId, "vault", parts, captured.contents(), null, null);
	}

	private Shelf shelf() {
		return new Shelf(Folders.destination(), source(), new NoSecrets());
	}

	private Source source(String... expects) {
		ScriptProfile script = new ScriptProfile(List.of(system.resolve("backup.sh").toString()),
				List.of(system.resolve("verify_backup.sh").toString()),
				List.of(system.resolve("restore.sh").toString(), "--list"),
				List.of(system.resolve("restore.sh").toString(), "--db", "{file}"),
				system.resolve("backups").toString(), "sparkone_db_*.sql", END, null);
		return new Source("shop",
				new ProtectedStore("database", ProtectedStore.Engine.SCRIPT, null, "vps", "vault", null,
						List.of(expects), null, null, null, null, script, null, null, null),
				null, targets.target(hostName), Destination.folder("vault", vault.toString()), null);
	}

	private RestoreRequest request(String runId, Backup backup) {
		Instant later = Instant.now().plus(Duration.ofHours(1));
		return new RestoreRequest(new Run("restore", runId, "EmergencyRestore", "shop", null, Mode.EXECUTE, "en"),
				source(), backup, engine.own(source(), Place.Purpose.RESTORED, runId, later),
				engine.own(source(), Place.Purpose.SAFETY, runId, later));
	}

}
