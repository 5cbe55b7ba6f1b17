package probes.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import domain.probe.Health;
import domain.probe.ProbeAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import probes.Asked;

/** Against a server in memory that speaks MongoDB's protocol. */
class MongoProberTest {

	private static ProbeAnswer ask(int port, String more, String login) {
		return Asked.ask(new MongoProber(Asked.secrets(Map.of("env:PASSWORD", "secret-word"))),
				"kind: mongodb, store: store" + more,
				Asked.store("kind: mongodb, host: 127.0.0.1, port: " + port + login));
	}

	@Test
	void aPrimaryThatAnswersIsHealthyAndOneThatIsGoneHasFailed() {
		MongoServer server = new MongoServer(new MemoryBackend());
		int port = server.bind().getPort();
		try {
			assertThat(ask(port, "", "").words()).contains("answers ping");
			assertThat(ask(port, "", "").health()).isEqualTo(Health.HEALTHY);
			ProbeAnswer refused = ask(port, "", ", user: orchestrator, password: \"env:PASSWORD\"");
			assertThat(refused.health()).isEqualTo(Health.UNKNOWN);
			assertThat(refused.words()).contains("env:PASSWORD").doesNotContain("secret-word");
		}
		finally {
			server.shutdownNow();
		}
		ProbeAnswer gone = ask(port, ", within: PT1S", "");
		assertThat(gone.health()).isEqualTo(Health.FAILED);
		assertThat(gone.words()).contains("refused");
	}

	@Test
	void aServerThatIsSilentHasFailed() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			assertThat(ask(silent.getLocalPort(), ", within: PT0.5S", "").health()).isEqualTo(Health.FAILED);
		}
	}

}
