package probes.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import domain.probe.Health;
import domain.probe.ProbeAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import probes.Asked;

class HttpProberTest {

	private final HttpProber prober = new HttpProber(Asked.secrets(Map.of("env:TOKEN", "let-me-in")));

	private final CountDownLatch end = new CountDownLatch(1);

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		answer("/health", 200, "{\"status\": \"healthy\", \"queue\": 12}");
		answer("/sick", 503, "no");
		answer("/text", 200, "fine");
		server.createContext("/slow", exchange -> {
			try {
				end.await();
			}
			catch (InterruptedException stopped) {
				Thread.currentThread().interrupt();
			}
			exchange.close();
		});
		server.createContext("/private", exchange -> {
			boolean allowed = "Bearer let-me-in".equals(exchange.getRequestHeaders().getFirst("Authorization"));
			exchange.sendResponseHeaders(allowed ? 204 : 401, -1);
			exchange.close();
		});
		server.start();
	}

	private void answer(String path, int status, String body) {
		server.createContext(path, exchange -> {
			exchange.getResponseHeaders().add("X-Frame-Options", "DENY");
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
	}

	@AfterEach
	void stop() {
		end.countDown();
		server.stop(0);
	}

	private ProbeAnswer ask(String path, String more) {
		return Asked.ask(prober,
				"kind: http, url: \"http://127.0.0.1:" + server.getAddress().getPort() + path + "\"" + more);
	}

	@Test
	void theTimeToTheAnswerIsTheValue() {
		ProbeAnswer answer = ask("/health", ", atMost: 5, field: /status, equals: healthy");
		assertThat(answer.health()).isEqualTo(Health.HEALTHY);
		assertThat(answer.value()).isBetween(0.0, 5.0);
		assertThat(answer.unit()).isEqualTo("s");
		assertThat(ask("/health", ", atMost: 5, degradedAtMost: 0.0000001").health()).isEqualTo(Health.DEGRADED);
	}

	@Test
	void anotherStatusOrFieldOrAMissingHeaderIsAFailureInWords() {
		assertThat(ask("/sick", "")).matches(answer -> answer.health() == Health.FAILED)
			.extracting(ProbeAnswer::words)
			.asString()
			.contains("503")
			.contains("200 was expected");
		assertThat(ask("/sick", ", status: 503").health()).isEqualTo(Health.HEALTHY);
		assertThat(ask("/health", ", field: /status, equals: sick").words()).contains("/status is healthy, sick was");
		assertThat(ask("/health", ", field: /none").health()).isEqualTo(Health.FAILED);
		assertThat(ask("/text", ", field: /status").words()).contains("without JSON");
		assertThat(ask("/health", ", headers: [x-frame-options, 'X-Frame-Options: DENY']").health())
			.isEqualTo(Health.HEALTHY);
		assertThat(ask("/health", ", headers: [Strict-Transport-Security]").words())
			.contains("without the header Strict-Transport-Security");
	}

	@Test
	void aNumberInTheAnswerIsHeldAgainstTheLimits() {
		ProbeAnswer answer = ask("/health", ", field: /queue, atMost: 10, unit: messages");
		assertThat(answer.health()).isEqualTo(Health.FAILED);
		assertThat(answer.value()).isEqualTo(12);
		assertThat(answer.unit()).isEqualTo("messages");
	}

	@Test
	void aSlowOrDeadServerHasFailed() {
		assertThat(ask("/slow", ", within: PT0.3S").words()).contains("within");
		assertThat(ask("/slow", ", within: PT0.3S").health()).isEqualTo(Health.FAILED);
		int port = server.getAddress().getPort();
		server.stop(0);
		ProbeAnswer dead = Asked.ask(prober, "kind: http, url: \"http://127.0.0.1:" + port + "/health\"");
		assertThat(dead.health()).isEqualTo(Health.FAILED);
		assertThat(dead.words()).contains("refused the connection");
	}

	@Test
	void aTokenIsSentAndAMissingOneIsNoAnswerAboutTheServer() {
		assertThat(ask("/private", ", status: 204, token: \"env:TOKEN\"").health()).isEqualTo(Health.HEALTHY);
		ProbeAnswer missing = ask("/private", ", status: 204, token: \"env:NONE\"");
		assertThat(missing.health()).isEqualTo(Health.UNKNOWN);
		assertThat(missing.words()).contains("env:NONE");
	}

}
