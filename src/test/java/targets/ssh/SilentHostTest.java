package targets.ssh;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.profile.TargetProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import secrets.Secrets;

/** A host that takes the connection and never says a word. */
class SilentHostTest {

	@Test
	void aStepThatIsToldToStopStopsWhileTheConnectionIsOpened() throws IOException, GeneralSecurityException {
		String key = key();
		SshHosts hosts = new SshHosts(new OneSecret(key));
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			TargetProfile place = TargetProfile.overSsh("host", TargetProfile.Kind.SYSTEMD, new TargetProfile.Login(
					"127.0.0.1", silent.getLocalPort(), "ops", "env:KEY", "SHA256:" + "A".repeat(43)), "/opt", "host");
			assertThatExceptionOfType(CancellationException.class)
				.isThrownBy(() -> hosts.host(place).run(Command.of("true"), Duration.ofMinutes(1), () -> {
					throw new CancellationException("told to stop");
				}));
		}
		finally {
			hosts.close();
		}
	}

	private static String key() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		return "-----BEGIN PRIVATE KEY-----\n"
				+ Base64.getMimeEncoder(64, new byte[] { '\n' })
					.encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
				+ "\n-----END PRIVATE KEY-----";
	}

	private record OneSecret(String value) implements Secrets {

		@Override
		public String resolve(String reference) {
			return value;
		}

		@Override
		public Optional<String> find(String reference) {
			return Optional.of(value);
		}

	}

}
