package targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Finding;
import domain.backup.Findings;
import domain.backup.Part;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.drill.Canary;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.CanaryRow;
import domain.profile.Destination;
import domain.profile.ProtectedStore;
import domain.profile.TargetProfile;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stores.BackupOrder;
import stores.Progress;
import stores.Shelf;
import stores.folder.Folders;

/** A host's folder, backed up and restored over a real OpenSSH server. */
class FilesEngineIT {

	private static final Progress SILENT = how -> {
	};

	@TempDir
	static Path folder;

	@TempDir
	Path vault;

	@TempDir
	Path parent;

	private static Targets targets;

	private static SshServer server;

	private static String hostName;

	private FilesEngine engine;

	private Path models;

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
		engine = targets.files();
		models = Files.createDirectories(parent.resolve("models"));
		Files.createDirectories(models.resolve("old versions"));
		Files.writeString(models.resolve("face.model"), "model of version 2");
		Files.writeString(models.resolve("old versions/face.model"), "model of version 1");
		Files.createLink(models.resolve("same.model"), models.resolve("face.model"));
	}

	@Test
	void aFolderIsRestoredBesideCheckedPutInPlaceAndTakenBack() throws IOException {
		Backup backup = take("run-1");
		assertThat(backup.rows()).containsEntry(".", 2L).containsEntry("./old versions", 1L);
		engine.examine(source("face.model"), backup, shelf().parts(backup), SILENT);
		Files.writeString(models.resolve("face.model"), "spoilt");
		RestoreRequest request = request("restore-1", backup);

		engine.restore(request, shelf().parts(backup), SILENT);
		engine.restore(request, shelf().parts(backup), SILENT);
		Findings findings = engine.check(request, SILENT).in("en");
		assertThat(findings.good()).as(findings.toString()).isTrue();
		assertThat(models.resolve("face.model")).content().isEqualTo("spoilt");
		assertThat(engine.places(source())).containsExactly(request.place());

		engine.activate(request, SILENT);
		engine.activate(request, SILENT);
		assertThat(models.resolve("face.model")).content().isEqualTo("model of version 2");
		assertThat(engine.places(source())).containsExactly(request.aside());

		engine.putBack(request, SILENT);
		engine.putBack(request, SILENT);
		assertThat(models.resolve("face.model")).content().isEqualTo("spoilt");

		engine.drop(request, SILENT);
		engine.drop(request, SILENT);
		assertThat(engine.places(source())).isEmpty();
		assertThat(parent).isDirectoryNotContaining("glob:**holdfast*");
	}

	/** The file that a backup takes along says what was not lost. */
	@Test
	void theNewestCanaryIsFoundInTheCopy() throws IOException {
		FilesCanary canaries = targets.filesCanary();
		CanaryRow row = new CanaryRow(".holdfast-canary", null, null);
		assertThat(canaries.newest(source(), row, null).problem()).endsWith("is not there");
		Instant marked = canaries.stamp(source(), row, "backup").at();
		Backup backup = take("run-canary");
		assertThat(backup.recoveryPoint()).isAfterOrEqualTo(marked);
		Files.writeString(models.resolve(".holdfast-canary"), "backup 2100-01-01T00:00:00Z");

		RestoreRequest request = request("restore-canary", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		assertThat(engine.check(request, SILENT).in("en").good()).isTrue();
		assertThat(canaries.newest(source(), row, request.place())).isEqualTo(new Canary("backup", marked, null));
		Files.writeString(Path.of(request.place().name()).resolve(".holdfast-canary"), "something else");
		assertThat(canaries.newest(source(), row, request.place()).problem()).endsWith("holds no moment");
		engine.drop(request, SILENT);
	}

	@Test
	void badBackupsAreRefusedWithTheirReason() throws IOException {
		Backup whole = take("run-2");
		assertRefused(whole, source("hands.model"), "does not hold hands.model");

		Path tar = vault.resolve(whole.id() + ".tar");
		byte[] content = Files.readAllBytes(tar);
		Files.write(tar, Arrays.copyOf(content, 700));
		assertThat(shelf().damage(whole, SILENT))
			.hasValueSatisfying(why -> assertThat(why.english()).contains("bytes and had"));
		assertRefused(whole, source(), "archive");

		byte[] flipped = content.clone();
		flipped[new String(content, StandardCharsets.ISO_8859_1).indexOf("version 2")] ^= 1;
		Files.write(tar, flipped);
		assertRefused(whole, source(), "other files than its list");

		Files.writeString(vault.resolve(whole.id() + ".sha256"), "\n");
		assertRefused(whole, source(), "it is empty");
	}

	@Test
	void aWrongRestoreIsFound() throws IOException {
		Backup backup = take("run-3");
		RestoreRequest request = request("restore-3", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		Files.writeString(Path.of(request.place().name()).resolve("face.model"), "another");
		Files.writeString(Path.of(request.place().name()).resolve("stranger"), "x");
		assertThat(engine.check(request, SILENT).in("en").bad()).extracting(Finding::what)
			.containsExactly("files in .", "SHA-256 of ./face.model");
	}

	@Test
	void whatNoRunHasMadeIsNeverTouched() throws IOException {
		RestoreRequest request = request("restore-4", take("run-4"));
		Files.createDirectories(Path.of(request.place().name()));
		assertConflict(() -> engine.restore(request, shelf().parts(request.backup()), SILENT));
		assertConflict(() -> engine.drop(request, SILENT));
		RestoreRequest live = new RestoreRequest(request.run(), source(), request.backup(), engine.live(source()));
		assertConflict(() -> engine.drop(live, SILENT));
		assertThat(models).isDirectoryContaining("glob:**face.model");
	}

	private static void assertConflict(ThrowingCallable action) {
		assertThatThrownBy(action).isInstanceOfSatisfying(PermanentFailure.class,
				failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT));
	}

	private void assertRefused(Backup backup, Source source, String why) {
		assertThatThrownBy(() -> engine.examine(source, backup, shelf().parts(backup), SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContaining(why);
	}

	private Backup take(String runId) {
		String id = Backup.id("models", "daily", runId);
		List<Part> parts = new ArrayList<>();
		Captured captured = engine.capture(new BackupOrder(source(), id, runId), shelf().sink(id, parts, SILENT),
				SILENT);
		assertThat(parent).isDirectoryNotContaining("glob:**.tar");
		return new Backup(id, "models", "daily", id, parts.stream().mapToLong(Part::bytes).sum(),
				parts.getFirst().sha256(), captured.recoveryPoint(), new TreeMap<>(captured.contents().rows()), false,
				1, "shop", engine.kind(), runId, "vault", parts, captured.contents(), null, null);
	}

	private Shelf shelf() {
		return new Shelf(Folders.destination(), source(), new NoSecrets());
	}

	private Source source(String... expects) {
		TargetProfile target = targets.target(hostName);
		return new Source("shop",
				new ProtectedStore("models", ProtectedStore.Engine.FILES, null, "vps", "vault",
						List.of(models.toString()), List.of(expects), null, null, null),
				null, target, Destination.folder("vault", vault.toString()), null);
	}

	private RestoreRequest request(String runId, Backup backup) {
		Instant later = Instant.now().plus(Duration.ofHours(1));
		return new RestoreRequest(new Run("restore", runId, "EmergencyRestore", "shop", null, Mode.EXECUTE, "en"),
				source(), backup, engine.own(source(), Place.Purpose.RESTORED, runId, later),
				engine.own(source(), Place.Purpose.SAFETY, runId, later));
	}

}
