package probes.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import domain.probe.Health;
import domain.probe.ProbeAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probes.Asked;

/** Against real servers with certificates of their own. */
class TlsProberTest {

	@TempDir
	static Path folder;

	private static final Map<String, String> PEM = new HashMap<>();

	private static final Map<String, HttpsServer> SERVERS = new HashMap<>();

	@BeforeAll
	static void start() throws Exception {
		Certificates certificates = new Certificates(folder);
		PEM.put("env:GOOD", certificates.make("good", "-1d", 91, "dns:localhost,dns:*.shop.example.com"));
		PEM.put("env:OVER", certificates.make("over", "-10d", 5, "dns:localhost"));
		SERVERS.put("good", certificates.serve("good"));
		SERVERS.put("over", certificates.serve("over"));
	}

	@AfterAll
	static void stop() {
		SERVERS.values().forEach(server -> server.stop(0));
	}

	private static ProbeAnswer ask(String server, String more) {
		return ask(SERVERS.get(server).getAddress().getPort(), more);
	}

	private static ProbeAnswer ask(int port, String more) {
		return Asked.ask(new TlsProber(Asked.secrets(PEM)), "kind: tls, host: localhost, port: " + port + more);
	}

	@Test
	void theDaysThatAreLeftAreTheValue() {
		ProbeAnswer answer = ask("good", ", trust: \"env:GOOD\", atLeast: 7, degradedAtLeast: 30");
		assertThat(answer.words()).contains("CN=good");
		assertThat(answer.health()).isEqualTo(Health.HEALTHY);
		assertThat(answer.value()).isBetween(89.0, 90.1);
		assertThat(answer.unit()).isEqualTo("d");
		assertThat(ask("good", ", trust: \"env:GOOD\", atLeast: 7, degradedAtLeast: 100").health())
			.isEqualTo(Health.DEGRADED);
		assertThat(ask("good", ", trust: \"env:GOOD\", atLeast: 100").health()).isEqualTo(Health.FAILED);
	}

	@Test
	void whatIsOverOrNotTrustedOrForAnotherNameHasFailedInWords() {
		assertThat(ask("over", ", trust: \"env:OVER\"").words()).contains("it is over");
		assertThat(ask("good", ""))
			.matches(answer -> answer.health() == Health.FAILED && answer.words().contains("is not trusted"));
		assertThat(ask("good", ", trust: \"env:GOOD\", names: [localhost, www.shop.example.com]").health())
			.isEqualTo(Health.HEALTHY);
		assertThat(ask("good", ", trust: \"env:GOOD\", names: [shop.example.com]").words())
			.contains("not for shop.example.com but for localhost, *.shop.example.com");
	}

	@Test
	void aMissingReferenceIsNoAnswerAboutTheServer() {
		assertThat(ask("good", ", trust: \"env:NONE\"").health()).isEqualTo(Health.UNKNOWN);
	}

	@Test
	void aServerThatIsSilentOrNotThereHasFailed() throws IOException {
		int port;
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			port = silent.getLocalPort();
			assertThat(ask(port, ", within: PT0.3S").health()).isEqualTo(Health.FAILED);
		}
		assertThat(ask(port, "").words()).contains("localhost:" + port).contains("refused");
	}

}
