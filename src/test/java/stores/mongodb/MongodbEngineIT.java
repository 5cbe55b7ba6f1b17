package stores.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
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
import domain.profile.CanaryRow;
import domain.profile.Destination;
import domain.profile.MongodbProfile;
import domain.profile.ProtectedStore;
import domain.profile.StoreProfile;
import domain.run.Mode;
import domain.run.Run;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import local.Binaries;
import local.Patience;
import local.SshServer;
import monitors.NoSecrets;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.Secrets;
import stores.BackupOrder;
import stores.Progress;
import stores.Shelf;
import stores.folder.Folders;
import targets.ssh.Hosts;

/**
 * MongoDB's own tools on a host behind a real OpenSSH server, with a server in this
 * process that speaks MongoDB's protocol: no real one can be had.
 */
class MongodbEngineIT {

	private static final Progress SILENT = how -> {
	};

	@TempDir
	static Path folder;

	@TempDir
	Path vault;

	private static SshServer ssh;

	private static Hosts hosts;

	private static MongoServer server;

	private static InetSocketAddress address;

	private static MongoClient client;

	private final MongodbEngine engine = new MongodbEngine(new NoSecrets(), List.of(hosts.machines()));

	@BeforeAll
	static void start() throws IOException {
		ssh = new SshServer(folder.resolve("ssh"));
		for (String tool : List.of("mongodump", "mongorestore")) {
			Files.createSymbolicLink(ssh.home().resolve("bin").resolve(tool), Binaries.mongoTool(tool));
		}
		ssh.start();
		hosts = new Hosts(ssh);
		server = new MongoServer(new MemoryBackend());
		address = server.bind();
		client = MongoClients.create("mongodb://127.0.0.1:" + address.getPort());
	}

	@AfterAll
	static void stop() {
		client.close();
		server.shutdownNow();
		hosts.close();
		ssh.stop();
	}

	@BeforeEach
	void fill() {
		client.getDatabase("neural_hive").drop();
		collection("execution_tickets").insertMany(java.util.stream.IntStream.range(0, 300)
			.mapToObj(number -> new Document("plan", "p" + number))
			.toList());
		collection("validation_audit").insertOne(new Document("found", "nothing"));
	}

	private static MongoCollection<Document> collection(String name) {
		return client.getDatabase("neural_hive").getCollection(name);
	}

	@Test
	void anArchiveIsRestoredBesideCountedPutInPlaceAndTakenBack() throws IOException {
		Backup backup = take("run-1");
		assertThat(backup.rows()).containsExactly(Map.entry("neural_hive.execution_tickets", 300L),
				Map.entry("neural_hive.validation_audit", 1L));
		engine.examine(source("neural_hive.execution_tickets"), backup, shelf().parts(backup), SILENT);
		collection("execution_tickets").deleteMany(new Document());
		collection("late").insertOne(new Document("written", "after the backup"));

		RestoreRequest request = request("restore-1", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		engine.restore(request, shelf().parts(backup), SILENT);
		Findings findings = engine.check(request, SILENT).in("en");
		assertThat(findings.good()).as(findings.toString()).isTrue();
		assertThat(collection("execution_tickets").countDocuments()).as("what is in use is not touched").isZero();
		assertThat(engine.places(source())).containsExactly(request.place());

		engine.activate(request, SILENT);
		engine.activate(request, SILENT);
		assertThat(collection("execution_tickets").countDocuments()).isEqualTo(300);
		assertThat(collection("late").countDocuments()).isZero();

		engine.putBack(request, SILENT);
		engine.putBack(request, SILENT);
		assertThat(collection("execution_tickets").countDocuments()).isZero();
		assertThat(collection("late").countDocuments()).isEqualTo(1);
		engine.drop(request, SILENT);
		engine.drop(request, SILENT);
		assertThat(engine.places(source())).isEmpty();
		assertThat(client.listDatabaseNames()).noneMatch(name -> name.contains("holdfast"));
		assertThat(Files.createDirectories(folder.resolve("room"))).isEmptyDirectory();
	}

	/** The document that a backup takes along says what was not lost. */
	@Test
	void theNewestCanaryIsFoundInTheCopy() throws IOException {
		MongodbCanary canaries = new MongodbCanary(new NoSecrets());
		CanaryRow row = new CanaryRow("neural_hive.holdfast_canary", null, null);
		assertThat(canaries.newest(source(), row, null).found()).isFalse();
		Instant marked = canaries.stamp(source(), row, "backup").at();
		Backup backup = take("run-canary");
		Instant later = canaries.stamp(source(), row, "backup").at();
		assertThat(collection("holdfast_canary").countDocuments()).as("one document, however often").isEqualTo(1);

		RestoreRequest request = request("restore-canary", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		assertThat(canaries.newest(source(), row, request.place()).at()).isEqualTo(marked);
		assertThat(canaries.newest(source(), row, null).at()).isEqualTo(later);
		assertThat(canaries.ask(source(), request.place(), List.of()).in("en").all()).extracting(Finding::inWords)
			.contains("a document of execution_tickets: read");
		engine.drop(request, SILENT);
		collection("holdfast_canary").drop();
	}

	@Test
	void aRestoreThatFailsHalfWayIsBegunAgainOrTakenBack() throws IOException {
		Backup backup = take("run-4");
		collection("late").insertOne(new Document("written", "after the backup"));
		RestoreRequest request = request("restore-4", backup);
		engine.restore(request, shelf().parts(backup), SILENT);
		Path tool = ssh.home().resolve("bin/mongorestore");
		Files.delete(tool);
		Files.writeString(tool, "#!/bin/sh\necho 'connection lost' >&2; exit 1\n");
		assertThat(tool.toFile().setExecutable(true)).isTrue();
		try {
			assertThatThrownBy(() -> engine.activate(request, SILENT)).hasMessageContaining("connection lost");
		}
		finally {
			Files.delete(tool);
			Files.createSymbolicLink(tool, Binaries.mongoTool("mongorestore"));
		}
		engine.activate(request, SILENT);
		assertThat(collection("late").countDocuments()).isZero();
		assertThat(collection("execution_tickets").countDocuments()).isEqualTo(300);
		engine.putBack(request, SILENT);
		assertThat(collection("late").countDocuments()).isEqualTo(1);
		engine.drop(request, SILENT);
		assertThat(engine.places(source())).isEmpty();
	}

	@Test
	void badArchivesAreRefusedWithTheirReason() throws IOException {
		Backup whole = take("run-2");
		assertRefused(whole, source("neural_hive.workflow_results"), "does not hold neural_hive.workflow_results");
		Path file = vault.resolve(whole.id() + ".archive.gz");
		byte[] content = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(content, content.length / 2));
		assertThat(shelf().damage(whole, SILENT)).isPresent();
		assertRefused(whole, source(), "it ends in the middle");
		Files.write(file, content);
		Source other = new Source("shop", source().asked(), store("other"), source().target(), source().destination(),
				null);
		assertRefused(whole, other, "it is of database neural_hive, not of other");

		byte[] open = new java.util.zip.GZIPInputStream(Files.newInputStream(file)).readAllBytes();
		open[new String(open, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("nothing")] ^= 1;
		try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
			out.write(open);
		}
		assertRefused(whole, source(), "the documents of neural_hive.validation_audit are not those that were written");
	}

	/** No server that asks for a login can be had: that the tools take it is seen. */
	@Test
	void aToolThatFailsIsAFailureWithItsWordsAndLeavesNothing() throws IOException {
		StoreProfile store = new StoreProfile("mongodb", StoreProfile.Kind.MONGODB, "127.0.0.1", 1, "neural_hive",
				"orchestrator", "env:PASSWORD", null, true, null);
		MongodbEngine engine = new MongodbEngine(new OneSecret(), List.of(hosts.machines()));
		Source silent = new Source("shop",
				new ProtectedStore("tickets", ProtectedStore.Engine.MONGODB, "mongodb", "vps", "vault", null, null,
						null, null, null, null, null, null, profile(1), null),
				store, hosts.target(), Destination.folder("vault", vault.toString()), null);
		assertThatThrownBy(() -> engine.capture(new BackupOrder(silent, "id", "run-3"),
				shelf().sink("id", new ArrayList<>(), SILENT), SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContaining("mongodump")
			.hasMessageContaining("ended with code 1")
			.hasMessageContaining("--ssl")
			.hasMessageContaining("--username=orchestrator")
			.hasMessageContaining("server selection")
			.hasMessageNotContaining(OneSecret.PASSWORD);
		assertThat(vault).isEmptyDirectory();
		assertThat(folder.resolve("room")).as("the login is gone").isDirectoryNotContaining("glob:**.login");
	}

	/** Knows one password, which needs quotes in the tools' file. */
	private static final class OneSecret implements Secrets {

		private static final String PASSWORD = "it's: a password";

		@Override
		public String resolve(String reference) {
			return PASSWORD;
		}

		@Override
		public Optional<String> find(String reference) {
			return Optional.of(PASSWORD);
		}

	}

	private void assertRefused(Backup backup, Source source, String why) {
		assertThatThrownBy(() -> engine.examine(source, backup, shelf().parts(backup), SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContaining(why);
	}

	private Backup take(String runId) {
		String id = Backup.id("tickets", "daily", runId);
		List<Part> parts = new ArrayList<>();
		Captured captured = engine.capture(new BackupOrder(source(), id, runId), shelf().sink(id, parts, SILENT),
				SILENT);
		return new Backup(id, "tickets", "daily", id, parts.stream().mapToLong(Part::bytes).sum(),
				parts.getFirst().sha256(), captured.recoveryPoint(), new TreeMap<>(captured.contents().rows()), false,
				1, "shop", engine.kind(), runId, "vault", parts, captured.contents(), null, null);
	}

	private Shelf shelf() {
		return new Shelf(Folders.destination(), source(), new NoSecrets());
	}

	private static StoreProfile store(String database) {
		return new StoreProfile("mongodb", StoreProfile.Kind.MONGODB, "127.0.0.1", address.getPort(), database, null,
				null, null);
	}

	private static MongodbProfile profile(int port) throws IOException {
		return new MongodbProfile(null, "127.0.0.1", port, Files.createDirectories(folder.resolve("room")).toString(),
				null, null, Patience.LIMIT);
	}

	private Source source(String... expects) {
		try {
			return new Source("shop",
					new ProtectedStore("tickets", ProtectedStore.Engine.MONGODB, "mongodb", "vps", "vault", null,
							List.of(expects), null, null, null, null, null, null, profile(address.getPort()), null),
					store("neural_hive"), hosts.target(), Destination.folder("vault", vault.toString()), null);
		}
		catch (IOException refused) {
			throw new java.io.UncheckedIOException(refused);
		}
	}

	private RestoreRequest request(String runId, Backup backup) {
		Instant later = Instant.now().plus(Duration.ofHours(1));
		return new RestoreRequest(new Run("restore", runId, "EmergencyRestore", "shop", null, Mode.EXECUTE, "en"),
				source(), backup, engine.own(source(), Place.Purpose.RESTORED, runId, later),
				engine.own(source(), Place.Purpose.SAFETY, runId, later));
	}

}
