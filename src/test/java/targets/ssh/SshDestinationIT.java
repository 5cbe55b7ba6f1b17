package targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Part;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.Destination;
import domain.profile.ProtectedStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import local.SshServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stores.Checksums;
import stores.Progress;

/** Backups in a folder of a host behind a real OpenSSH server. */
class SshDestinationIT {

	private static final Progress SILENT = how -> {
	};

	@TempDir
	static Path folder;

	@TempDir
	Path parent;

	private static Targets targets;

	private static SshServer server;

	@BeforeAll
	static void start() {
		server = new SshServer(folder.resolve("server"));
		server.start();
		targets = new Targets(server);
	}

	@AfterAll
	static void stop() {
		targets.close();
		server.stop();
	}

	@Test
	void whatIsWrittenIsThereWholeUnderItsNameAndComesBack() throws IOException {
		byte[] content = new byte[(9 << 20) + 17];
		new Random(3).nextBytes(content);
		Part part = targets.destination().write(source(), "main_daily_1.dump", out -> out.write(content), SILENT);
		assertThat(part.bytes()).isEqualTo(content.length);
		assertThat(part.sha256())
			.isEqualTo(Checksums.of(new ByteArrayInputStream(content), "content", SILENT).sha256());
		Path file = backups().resolve("main_daily_1.dump");
		assertThat(file).hasBinaryContent(content);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		try (InputStream read = targets.destination().read(source(), part.name())) {
			assertThat(read.readAllBytes()).isEqualTo(content);
		}
		Part again = targets.destination().write(source(), part.name(), out -> out.write(content), SILENT);
		assertThat(again).isEqualTo(part);
		assertThat(targets.destination().list(source())).extracting(Part::name).containsExactly(part.name());
		targets.destination().delete(source(), part.name());
		targets.destination().delete(source(), part.name());
		assertThat(targets.destination().list(source())).isEmpty();
	}

	@Test
	void whatFailsLeavesNothingAndWhatWasThereStays() {
		targets.destination().write(source(), "main.dump", out -> out.write(1), SILENT);
		IllegalStateException failure = new IllegalStateException("the dump failed");
		assertThatThrownBy(() -> targets.destination().write(source(), "main.dump", out -> {
			out.write(new byte[5 << 20]);
			throw failure;
		}, SILENT)).isSameAs(failure);
		assertThat(backups()).isDirectoryContaining("glob:**main.dump").isDirectoryNotContaining("glob:**.part");
		assertThat(backups().resolve("main.dump")).hasBinaryContent(new byte[] { 1 });
	}

	@Test
	void whatAKilledWorkerLeftIsNoBackupAndIsCleaned() throws IOException {
		Files.createDirectories(backups());
		Files.writeString(backups().resolve("one.dump.abcdefgh.part"), "half");
		Files.writeString(backups().resolve("other.dump.abcdefgh.part"), "half");
		assertThat(targets.destination().list(source())).isEmpty();
		targets.destination().clean(source(), "one");
		assertThat(backups()).isDirectoryNotContaining("glob:**one.*").isDirectoryContaining("glob:**other.*");
	}

	@Test
	void whatIsNotThereWhatIsForbiddenAndAnotherHostAreToldApart() throws IOException {
		assertThat(targets.destination().list(source())).isEmpty();
		assertThatThrownBy(() -> targets.destination().read(source(), "main.dump"))
			.isInstanceOf(NoSuchFileException.class);
		Files.writeString(backups(), "a file, no folder");
		assertThatThrownBy(() -> targets.destination().write(source(), "main.dump", out -> out.write(1), SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.PROFILE))
			.hasMessageContaining(backups().toString());
		assertThatThrownBy(() -> targets.destination().list(source("another-host")))
			.hasMessageContaining("it is another host");
	}

	private Path backups() {
		return parent.resolve("backups");
	}

	private Source source() {
		return source(null);
	}

	private Source source(String hostName) {
		Destination destination = new Destination("vault", Destination.Kind.SSH, backups().toString(), "vps", null,
				null, null, null, null, null);
		return new Source("shop", new ProtectedStore("main", ProtectedStore.Engine.POSTGRESQL, "main", null, "vault",
				null, null, null, null, null), null, null, destination, targets.target(hostName));
	}

}
