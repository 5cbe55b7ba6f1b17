package targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.KeyProfile;
import domain.profile.SecretProfile;
import domain.profile.TargetProfile;
import domain.run.Mode;
import domain.run.Run;
import domain.secret.SecretRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import local.KeyProvider;
import local.SshServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.FileSecrets;
import secrets.Seal;

/** What consumers on a host read from a file, over a real OpenSSH server. */
class HostKeysIT {

	private static final Runnable ALIVE = () -> {
	};

	@TempDir
	static Path folder;

	@TempDir
	Path host;

	private static SshServer server;

	private static SshHosts hosts;

	private final HostKeys keys = new HostKeys(hosts);

	private final String run = UUID.randomUUID().toString();

	private Path file;

	private KeyProvider provider;

	@BeforeAll
	static void start() {
		server = new SshServer(folder.resolve("server"));
		server.start();
		hosts = new SshHosts(new FileSecrets());
	}

	@AfterAll
	static void stop() {
		hosts.close();
		server.stop();
	}

	@BeforeEach
	void aKeyIsInUse() throws IOException {
		provider = KeyProvider.make(host.resolve("provider"), "sk-old-value");
		file = Files.writeString(host.resolve(".env"),
				"# by hand\nexport API_KEY=\"sk-old-value\"\nAPI_KEY_ID=key-1\nLEVEL=a\\b $x # y\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
	}

	private SecretRequest request(KeyProfile key) {
		TargetProfile place = TargetProfile.overSsh("vps", TargetProfile.Kind.COMPOSE,
				new TargetProfile.Login("127.0.0.1", server.port(), server.user(),
						"file:" + server.file("client_ed25519"), server.hostKey()),
				null, null);
		SecretProfile secret = new SecretProfile("crm", null, null, null, null, null, key, "vps", null, file.toString(),
				null, null, null, null, null);
		return new SecretRequest(new Run("rotation", run, "SecretRotation", "shop", null, Mode.EXECUTE, "en"), secret,
				null, place, null, "key-1");
	}

	private SecretRequest issued() {
		return request(
				new KeyProfile("API_KEY", "API_KEY_ID", null, List.of(provider.program(), "issue", "{operation}"),
						List.of(provider.program(), "prove"), List.of(provider.program(), "revoke", "{id}"), null));
	}

	private SecretRequest made() {
		return request(new KeyProfile("API_KEY", null, null, null, null, null, null));
	}

	private Path own() {
		return server.home().resolve(".holdfast/secrets/" + run + ".crm");
	}

	private void theRestIsAsItWas() throws IOException {
		assertThat(Files.readString(file)).startsWith("# by hand\nexport API_KEY=").endsWith("\nLEVEL=a\\b $x # y\n");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
		try (Stream<Path> left = Files.list(host)) {
			assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.contains("holdfast"));
		}
	}

	@Test
	void aKeyIsIssuedOnceWrittenAndTheOldOneRevokedHoweverOftenAStepRuns() throws IOException {
		SecretRequest request = issued();
		assertThat(keys.current(request)).isEqualTo("key-1");
		assertThat(keys.bringNextIntoUse(request, ALIVE)).isEqualTo("key-2");
		assertThat(keys.bringNextIntoUse(request, ALIVE)).isEqualTo("key-2");
		String value = provider.key("key-2");
		assertThat(file).content().contains("export API_KEY=" + value + "\n", "API_KEY_ID=key-2\n");
		theRestIsAsItWas();
		try (Stream<Path> kept = Files.list(own())) {
			assertThat(kept.toList()).isNotEmpty()
				.allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
					.isEqualTo("rw-------"));
		}
		keys.prove(request, ALIVE);
		assertThat(keys.current(request)).isEqualTo("key-2");
		keys.revokeOld(request, ALIVE);
		keys.revokeOld(request, ALIVE);
		assertThat(provider.log()).isEqualTo("issued key-2\nrevoked key-1\n");
		assertThat(own()).doesNotExist();
		assertThat(file).content().contains(value);
	}

	@Test
	void whatIsTakenBackIsAsItWasAndTheNewKeyIsEnded() throws IOException {
		String before = Files.readString(file);
		SecretRequest request = issued();
		keys.bringNextIntoUse(request, ALIVE);
		assertThat(keys.putOldBack(request, ALIVE)).isTrue();
		assertThat(keys.putOldBack(request, ALIVE)).isFalse();
		assertThat(file).hasContent(before);
		theRestIsAsItWas();
		keys.discardNext(request, ALIVE);
		keys.discardNext(request, ALIVE);
		assertThat(provider.log()).isEqualTo("issued key-2\nrevoked key-2\n");
		assertThat(own()).doesNotExist();
	}

	@Test
	void ofTwoWorkersAtOnceOneHasAKeyIssuedAndBothGetItsName() throws IOException {
		SecretRequest request = issued();
		List<CompletableFuture<String>> both = Stream
			.generate(() -> CompletableFuture.supplyAsync(() -> new HostKeys(hosts).bringNextIntoUse(request, ALIVE)))
			.limit(2)
			.toList();
		assertThat(both).extracting(CompletableFuture::join).containsOnly("key-2");
		assertThat(provider.log()).isEqualTo("issued key-2\n");
		keys.putOldBack(request, ALIVE);
		keys.discardNext(request, ALIVE);
	}

	@Test
	void aProviderThatIsBusyIsAskedAgainAndOneThatRefusesIsQuoted() throws IOException {
		SecretRequest request = issued();
		provider.be("busy");
		assertThatThrownBy(() -> keys.bringNextIntoUse(request, ALIVE)).isInstanceOf(TransientFailure.class)
			.hasMessageContaining("ask again");
		provider.be("refuses");
		assertThatThrownBy(() -> keys.bringNextIntoUse(request, ALIVE)).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("ended with code 3: the account is locked");
		keys.putOldBack(request, ALIVE);
		keys.discardNext(request, ALIVE);
		assertThat(provider.log()).isEmpty();
		assertThat(own()).doesNotExist();
	}

	@Test
	void aKeyThatDoesNotLogInIsNeverWrittenAndNotRepeated() throws IOException {
		String before = Files.readString(file);
		SecretRequest request = issued();
		provider.be("deaf");
		assertThatThrownBy(() -> keys.bringNextIntoUse(request, ALIVE))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContaining("nobody knows")
			.message()
			.doesNotContain(provider.key("key-2"));
		assertThat(file).hasContent(before);
		keys.discardNext(request, ALIVE);
		assertThat(provider.log()).contains("revoked key-2");
	}

	@Test
	void aProgramThatPutsItsWordsInTheWrongOrderIsRefused() {
		SecretRequest request = request(new KeyProfile("API_KEY", null, null,
				List.of("printf", "a key with blanks\\n{operation}\\n"), null, List.of("true"), null));
		assertThatThrownBy(() -> keys.bringNextIntoUse(request, ALIVE)).hasMessageContaining("no name of a key");
		keys.discardNext(request, ALIVE);
	}

	@Test
	void aValueThatNobodyIssuesIsMadeOnTheHostAndOnlyAFingerprintComesBack() throws IOException {
		SecretRequest request = made();
		String old = keys.current(request);
		String next = keys.bringNextIntoUse(request, ALIVE);
		assertThat(List.of(old, next)).allMatch(words -> words.matches("fingerprint [0-9a-f]{12}"))
			.doesNotHaveDuplicates();
		assertThat(keys.bringNextIntoUse(request, ALIVE)).isEqualTo(next);
		assertThat(Files.readString(file)).containsPattern("export API_KEY=[A-Za-z0-9_-]{40}\n");
		theRestIsAsItWas();
		keys.prove(request, ALIVE);
		keys.revokeOld(request, ALIVE);
		assertThat(own()).doesNotExist();
	}

	@Test
	void whatSomebodyElseWroteMeanwhileIsNeitherPutBackNorTakenForOurs() throws IOException {
		SecretRequest request = made();
		keys.bringNextIntoUse(request, ALIVE);
		String theirs = "API_KEY=by-hand\n";
		Files.writeString(file, theirs);
		assertThatThrownBy(() -> keys.prove(request, ALIVE)).hasMessageContaining("somebody else");
		assertThatThrownBy(() -> keys.revokeOld(request, ALIVE)).hasMessageContaining("nothing was revoked");
		assertThat(keys.putOldBack(request, ALIVE)).isFalse();
		assertThat(file).hasContent(theirs);
		keys.discardNext(request, ALIVE);
	}

	@Test
	void aFileWithoutTheNameIsRefused() throws IOException {
		Files.writeString(file, "# API_KEY=commented\nMY_API_KEY=other\n");
		assertThatThrownBy(() -> keys.current(made())).hasMessageContaining("has no API_KEY");
	}

	@Test
	void aLoginInAFileTakesItsTurnAndComesBackAsItWas() throws IOException {
		Files.writeString(host.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
		String before = Files
			.readString(Files.writeString(file, "DB_USER='shop_a'\nDB_PASSWORD=\"old\"\nLEVEL=info\n"));
		SecretProfile secret = new SecretProfile("crm", "main", null, null, List.of("shop_a", "shop_b"), "owner", null,
				"vps", null, file.toString(), "DB_USER", "DB_PASSWORD", null, null, "file:" + host.resolve("key"));
		SecretRequest any = made();
		SecretRequest request = new SecretRequest(any.run(), secret, null, any.place(), null, "shop_a");
		HostSecretPlaces places = new HostSecretPlaces(hosts, new Seal(new FileSecrets()));
		assertThat(places.read(request)).containsEntry("DB_USER", "shop_a").containsEntry("DB_PASSWORD", "old");
		places.keepCopy(request);
		places.write(request, "shop_b", "new-value".toCharArray());
		places.write(request, "shop_b", "newer-value".toCharArray());
		places.keepCopy(request);
		assertThat(file).hasContent("DB_USER=shop_b\nDB_PASSWORD=newer-value\nLEVEL=info");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
		assertThat(places.putBack(request)).isTrue();
		assertThat(file).hasContent(before);
		assertThat(places.dropCopy(request)).isTrue();
		assertThat(places.dropCopy(request)).isFalse();
	}

}
