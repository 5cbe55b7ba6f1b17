package targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Part;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.Destination;
import domain.profile.ProtectedStore;
import domain.run.Mode;
import domain.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import local.SshServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.FileSecrets;
import stores.BackupOrder;
import stores.Progress;
import stores.Shelf;
import stores.folder.Folders;

/** The configuration files of a host, over a real OpenSSH server. */
class HostConfigurationEngineIT {

	private static final Progress SILENT = (how) -> {
	};

	@TempDir
	static Path folder;

	@TempDir
	Path vault;

	@TempDir
	Path system;

	private static Targets targets;

	private static Hosts hosts;

	private static SshServer server;

	private HostConfigurationEngine engine;

	private Path environment;

	private Path acme;

	@BeforeAll
	static void start() {
		server = new SshServer(folder.resolve("server"));
		server.start();
		targets = new Targets(server);
		hosts = new Hosts(server);
	}

	@AfterAll
	static void stop() {
		targets.close();
		hosts.close();
		server.stop();
	}

	@BeforeEach
	void fill() throws IOException {
		this.engine = targets.configuration();
		Files.writeString(this.system.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
		this.environment = Files.writeString(this.system.resolve(".env"), "DB_PASSWORD=first-secret\n");
		this.acme = Files.writeString(this.system.resolve("acme.json"), "{\"account\": 1}\n");
		Files.setPosixFilePermissions(this.acme, PosixFilePermissions.fromString("rw-------"));
		Files.setPosixFilePermissions(this.environment, PosixFilePermissions.fromString("rw-r-----"));
	}

	@Test
	void filesComeBackWithTheirPermissionsAreTakenBackAndNeverLieOpen() throws IOException {
		Backup backup = take("run-1");
		assertThat(backup.rows()).hasSize(2);
		for (Path file : Files.list(this.vault).toList()) {
			assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("first-secret")
				.doesNotContain("content");
		}
		this.engine.examine(source(), backup, shelf().parts(backup), SILENT);
		Files.writeString(this.environment, "DB_PASSWORD=spoilt\n");
		Files.delete(this.acme);
		RestoreRequest request = request("restore-1", backup);
		this.engine.restore(request, shelf().parts(backup), SILENT);
		this.engine.restore(request, shelf().parts(backup), SILENT);
		assertThat(this.engine.check(request, SILENT).in("en").good()).isTrue();
		assertThat(this.environment).hasContent("DB_PASSWORD=spoilt");
		assertThat(this.engine.places(source())).containsExactly(request.place());

		assertThat(this.engine.activate(request, SILENT).changes()).hasSize(2);
		assertThat(this.engine.activate(request, SILENT).changes()).isEmpty();
		assertThat(this.environment).hasContent("DB_PASSWORD=first-secret");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.acme))).isEqualTo("rw-------");

		this.engine.putBack(request, SILENT);
		this.engine.putBack(request, SILENT);
		assertThat(this.environment).hasContent("DB_PASSWORD=spoilt");
		assertThat(this.acme).as("it was not there before").doesNotExist();
		this.engine.drop(request, SILENT);
		this.engine.drop(request, SILENT);
		assertThat(this.engine.places(source())).isEmpty();
		assertThat(this.system).isDirectoryNotContaining("glob:**holdfast*");
	}

	@Test
	void anOpenDestinationAMissingFileAndABackupWithoutOneAreRefused() throws IOException {
		Source open = source(Destination.folder("vault", this.vault.toString()), List.of(this.environment.toString()));
		assertThat(this.engine.missing(open))
			.hasValueSatisfying((words) -> assertThat(words).contains("encryptionKey"));
		Backup whole = take("run-2");
		Source more = source(source().destination(), List.of(this.environment.toString(), "/etc/absent.conf"));
		assertThatThrownBy(() -> this.engine.examine(more, whole, shelf().parts(whole), SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class,
					(failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContaining("does not hold /etc/absent.conf");
		assertThatThrownBy(() -> this.engine.capture(new BackupOrder(more, "id", "run-3"),
				shelf().sink("id", new ArrayList<>(), SILENT), SILENT))
			.hasMessageContaining("has no /etc/absent.conf");
	}

	private Backup take(String runId) {
		String id = Backup.id("configuration", "daily", runId);
		List<Part> parts = new ArrayList<>();
		Captured captured = this.engine.capture(new BackupOrder(source(), id, runId), shelf().sink(id, parts, SILENT),
				SILENT);
		return new Backup(id, "configuration", "daily", id, parts.stream().mapToLong(Part::bytes).sum(),
				parts.getFirst().sha256(), captured.recoveryPoint(), new TreeMap<>(captured.contents().rows()), false,
				1, "shop", this.engine.kind(), runId, "vault", parts, captured.contents(), null, null);
	}

	private Shelf shelf() {
		return new Shelf(Folders.destination(), source(), new FileSecrets());
	}

	private Source source() {
		return source(
				new Destination("vault", Destination.Kind.FOLDER, this.vault.toString(), null, null, null, null, null,
						null, "file:" + this.system.resolve("key")),
				List.of(this.environment.toString(), this.acme.toString()));
	}

	private Source source(Destination destination, List<String> include) {
		return new Source("shop", new ProtectedStore("configuration", ProtectedStore.Engine.CONFIGURATION, null, "vps",
				"vault", include, null, null, null, null), null, hosts.target(), destination, null);
	}

	private RestoreRequest request(String runId, Backup backup) {
		Instant later = Instant.now().plus(Duration.ofHours(1));
		return new RestoreRequest(new Run("restore", runId, "EmergencyRestore", "shop", null, Mode.EXECUTE, "en"),
				source(), backup, this.engine.own(source(), Place.Purpose.RESTORED, runId, later),
				this.engine.own(source(), Place.Purpose.SAFETY, runId, later));
	}

}
