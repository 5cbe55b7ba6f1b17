package targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import local.SshServer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who we are and which host it is, at a real OpenSSH server. */
class LoginIT {

	private static final Runnable ALIVE = () -> {
	};

	@TempDir
	static Path folder;

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
	void keysOfEveryUsualKindOpenASession() {
		assertThat(greets(targets.withKey("client_ed25519"))).isTrue();
		assertThat(greets(targets.withKey("client_rsa"))).isTrue();
	}

	@Test
	void aHostIsKnownByAnyOfItsKeysOrByItsFingerprintOrByAReference() throws Exception {
		assertThat(greets(targets.pinned(server.publicKey("host_ed25519")))).isTrue();
		assertThat(greets(targets.pinned(server.publicKey("host_rsa")))).isTrue();
		assertThat(greets(targets.pinned(fingerprint("host_ed25519")))).isTrue();
		Path file = Files.writeString(folder.resolve("pin"), server.hostKey() + "\n");
		assertThat(greets(targets.pinned("file:" + file))).isTrue();
	}

	@Test
	void aHostWithAnotherKeyIsRefusedAndBothFingerprintsAreSaid() throws Exception {
		PermanentFailure failure = refusal(targets.pinned(server.publicKey("stranger")));

		assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
		assertThat(failure).hasMessageContaining("127.0.0.1:" + server.port())
			.hasMessageContaining("shows the key ssh-ed25519 " + fingerprint("host_ed25519"))
			.hasMessageContaining("pinned is " + fingerprint("stranger"));
	}

	@Test
	void aHostThatIsNotPinnedIsRefusedWithWhatToPin() throws Exception {
		PermanentFailure failure = refusal(targets.pinned(null));

		assertThat(failure.kind()).isEqualTo(FailureKind.PROFILE);
		assertThat(failure).hasMessageContaining("write hostKey: " + fingerprint("host_ed25519"));
	}

	@Test
	void aKeyThatTheHostDoesNotKnowIsRefusedWithTheLineThatWouldAllowIt() {
		PermanentFailure failure = refusal(targets.withKey("stranger"));

		assertThat(failure.kind()).isEqualTo(FailureKind.FORBIDDEN);
		assertThat(failure).hasMessageContaining(server.user() + "@127.0.0.1:" + server.port())
			.hasMessageContaining("authorized_keys")
			.hasMessageContaining(server.publicKey("stranger"));
	}

	@Test
	void aSecretThatIsNoKeyIsNotRepeated() throws IOException {
		Files.writeString(server.file("rubbish"), "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n");
		PermanentFailure failure = refusal(targets.withKey("rubbish"));

		assertThat(failure.kind()).isEqualTo(FailureKind.PROFILE);
		assertThat(failure).hasMessageContaining(server.file("rubbish").toString())
			.hasMessageNotContaining("hunter2")
			.hasNoCause();
	}

	@Test
	void aHostThatIsNotThereMayComeBack() throws IOException {
		int closed;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			closed = socket.getLocalPort();
		}
		assertThatExceptionOfType(TransientFailure.class)
			.isThrownBy(() -> greets(targets.host(closed, "client_ed25519", server.hostKey(), null)))
			.withMessageContaining("127.0.0.1:" + closed)
			.withMessageContaining("Connection refused");
	}

	@Test
	void aHostThatTakesConnectionsAndSaysNothingIsNotWaitedForLong() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Host host = targets.host(silent.getLocalPort(), "client_ed25519", server.hostKey(), null);
			assertTimeout(Duration.ofSeconds(20),
					() -> assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> greets(host))
						.withMessageContaining("cannot be reached"));
		}
	}

	private static PermanentFailure refusal(Host host) {
		return assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> greets(host)).actual();
	}

	private static boolean greets(Host host) {
		return host.run(Command.of("true"), Duration.ofSeconds(20), ALIVE).succeeded();
	}

	private static String fingerprint(String name) throws Exception {
		return KeyUtils.getFingerPrint(
				PublicKeyEntry.parsePublicKeyEntry(server.publicKey(name)).resolvePublicKey(null, null, null));
	}

}
