package probes.redis;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import local.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probes.Asked;

/** Against a real Redis that asks for a password. */
class RedisProberIT {

	@TempDir
	static Path folder;

	private static RedisServer server;

	private static RedisClients clients;

	private static RedisProber prober;

	@BeforeAll
	static void start() {
		server = new RedisServer(folder.resolve("redis"));
		server.start();
		clients = new RedisClients(Asked.secrets(Map.of("env:RIGHT", RedisServer.PASSWORD, "env:WRONG", "guess")));
		prober = new RedisProber(clients);
	}

	@AfterAll
	static void stop() {
		clients.close();
		server.close();
	}

	private static ProbeAnswer ask(String more, String password) {
		return ask(server.port(), more, password);
	}

	private static ProbeAnswer ask(int port, String more, String password) {
		return Asked.ask(prober, "kind: redis, store: store" + more,
				Asked.store("kind: redis, host: 127.0.0.1, port: " + port + password));
	}

	@Test
	void aServerThatAnswersIsHealthyAndItsNumbersAreHeldAgainstLimits() {
		assertThat(ask("", ", password: \"env:RIGHT\"").words()).contains("answers PING");
		assertThat(ask("", ", password: \"env:RIGHT\"").health()).isEqualTo(Health.HEALTHY);
		ProbeAnswer clients = ask(", field: connected_clients, atMost: 1000, degradedAtMost: 0",
				", password: \"env:RIGHT\"");
		assertThat(clients.health()).isEqualTo(Health.DEGRADED);
		assertThat(clients.value()).isPositive();
		assertThat(ask(", field: role, equals: master", ", password: \"env:RIGHT\"").health())
			.isEqualTo(Health.HEALTHY);
		assertThat(ask(", field: role, equals: slave", ", password: \"env:RIGHT\"").health()).isEqualTo(Health.FAILED);
		assertThat(ask(", field: nothing, atMost: 1", ", password: \"env:RIGHT\"").health()).isEqualTo(Health.UNKNOWN);
	}

	@Test
	void aWrongOrMissingPasswordIsNoAnswerAboutTheServer() {
		assertThat(ask("", ", password: \"env:WRONG\"")).matches(answer -> answer.health() == Health.UNKNOWN
				&& answer.words().contains("env:WRONG") && !answer.words().contains("guess"));
		assertThat(ask("", "")).matches(answer -> answer.health() == Health.UNKNOWN
				&& answer.words().contains("the profile gives no password"));
	}

	@Test
	void aServerThatIsSilentOrNotThereHasFailed() throws IOException {
		int port;
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			port = silent.getLocalPort();
			assertThat(ask(port, ", within: PT0.5S", "").health()).isEqualTo(Health.FAILED);
		}
		assertThat(ask(port, "", "").words()).contains("127.0.0.1:" + port).contains("refused");
	}

}
