package probes.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import domain.certificate.Handshake;
import domain.certificate.HandshakeRequest;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.run.Mode;
import domain.run.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probes.Asked;
import systems.TestProfiles;
import targets.Pem;

/** Real handshakes with a server that shows one of two certificates. */
class TlsHandshakesTest {

	@TempDir
	Path folder;

	@Test
	void onlyTheCertificateThatMustBeShownCounts() throws Exception {
		Certificates made = new Certificates(folder);
		String old = made.make("old", "-10d", 30, "dns:localhost");
		String renewed = made.make("renewed", "-1d", 90, "dns:localhost");
		HttpsServer server = made.serve("renewed");
		try {
			TlsProber tls = new TlsProber(Asked.secrets(Map.of("env:TRUST", renewed)));
			assertThat(shake(tls, server, renewed)).extracting(Handshake::good).containsExactly(true);
			assertThat(shake(tls, server, old)).singleElement().satisfies(seen -> {
				assertThat(seen.good()).isFalse();
				assertThat(seen.words()).contains("another certificate");
			});
		}
		finally {
			server.stop(0);
		}
	}

	private static List<Handshake> shake(TlsProber tls, HttpsServer server, String wanted) {
		Probe probe = TestProfiles.read("""
				name: shop
				title: Shop
				language: en
				timeZone: UTC
				probes: [{name: site, kind: tls, host: localhost, port: %d, trust: "env:TRUST"}]
				""".formatted(server.getAddress().getPort())).probes().getFirst();
		return new TlsHandshakes(tls, null)
			.shake(new HandshakeRequest(new Run("w", "r", "CertificateRotation", "shop", null, Mode.EXECUTE, "en"),
					Pem.fingerprint(Pem.first(wanted, "test")), List.of(probe),
					new Surroundings(List.of(), List.of(), null), Duration.ofSeconds(5)));
	}

}
