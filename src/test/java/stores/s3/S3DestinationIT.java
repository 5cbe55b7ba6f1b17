package stores.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Part;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.Destination;
import domain.profile.ProtectedStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import local.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.Secrets;
import stores.Checksums;
import stores.Progress;

/** Backups in a bucket of a server that speaks S3. */
class S3DestinationIT {

	private static final Progress SILENT = how -> {
	};

	@TempDir
	static Path folder;

	private static S3Server server;

	private final S3Clients clients = new S3Clients(new AnyKeys());

	private final S3Destination destination = new S3Destination(clients);

	@BeforeAll
	static void start() {
		server = new S3Server(folder);
		server.start();
	}

	@AfterAll
	static void stop() {
		server.stop();
	}

	@Test
	void whatIsWrittenIsThereWholeUnderItsNameAndComesBack() throws IOException {
		byte[] content = new byte[(17 << 20) + 17];
		new Random(3).nextBytes(content);
		Source source = source("shop/daily", S3Server.BUCKET);
		Part part = destination.write(source, "main.dump", out -> out.write(content), SILENT);
		assertThat(part.bytes()).isEqualTo(content.length);
		assertThat(part.sha256())
			.isEqualTo(Checksums.of(new ByteArrayInputStream(content), "content", SILENT).sha256());
		try (InputStream read = destination.read(source, part.name())) {
			assertThat(read.readAllBytes()).isEqualTo(content);
		}
		assertThat(destination.write(source, "main.dump", out -> out.write(content), SILENT)).isEqualTo(part);
		destination.write(source, "main.json", out -> out.write('x'), SILENT);
		assertThat(destination.list(source)).extracting(Part::name).containsExactlyInAnyOrder("main.dump", "main.json");
		assertThat(destination.list(source("shop", S3Server.BUCKET))).as("another prefix").isEmpty();
		destination.delete(source, "main.dump");
		destination.delete(source, "main.dump");
		assertThat(destination.list(source)).extracting(Part::name).containsExactly("main.json");
		assertThatThrownBy(() -> destination.read(source, "main.dump")).isInstanceOf(NoSuchFileException.class);
	}

	@Test
	void whatFailsLeavesNothing() {
		Source source = source("failing", S3Server.BUCKET);
		IllegalStateException failure = new IllegalStateException("the dump failed");
		assertThatThrownBy(() -> destination.write(source, "main.dump", out -> {
			out.write(new byte[9 << 20]);
			out.flush();
			throw failure;
		}, SILENT)).isSameAs(failure);
		assertThat(destination.list(source)).isEmpty();
		assertThat(uploads()).isZero();
	}

	@Test
	void whatAKilledWorkerLeftIsNoBackupAndIsCleaned() {
		Source source = source("killed", S3Server.BUCKET);
		Upload killed = new Upload(clients.client(source.destination()), S3Server.BUCKET, "killed/main.dump");
		killed.write(new byte[9 << 20], 0, 9 << 20);
		assertThat(destination.list(source)).isEmpty();
		assertThat(uploads()).isOne();
		destination.clean(source, "main");
		assertThat(uploads()).isZero();
	}

	@Test
	void whatIsMissingAndWhatDoesNotAnswerAreToldApart() {
		assertThatThrownBy(() -> destination.list(source(null, "no-such-bucket")))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND))
			.hasMessageContaining("no-such-bucket");
		assertThatThrownBy(() -> destination.list(source(null, "any", "http://127.0.0.1:1")))
			.isInstanceOf(TransientFailure.class);
	}

	private int uploads() {
		return clients.client(source(null, S3Server.BUCKET).destination())
			.listMultipartUploads(request -> request.bucket(S3Server.BUCKET))
			.uploads()
			.size();
	}

	private static Source source(String prefix, String bucket) {
		return source(prefix, bucket, server.url());
	}

	private static Source source(String prefix, String bucket, String endpoint) {
		return new Source("shop",
				new ProtectedStore("main", ProtectedStore.Engine.POSTGRESQL, "main", null, "vault", null, null, null,
						null, null),
				null, null, new Destination("vault", Destination.Kind.S3, prefix, null, bucket, endpoint, null,
						"env:ID", "env:KEY", null),
				null);
	}

	private static final class AnyKeys implements Secrets {

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
