package activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import domain.probe.ChecklistRequest;
import domain.probe.ProbeResult;
import domain.probe.SmokeRequest;
import domain.profile.ChecklistItem;
import domain.profile.HttpProbe;
import domain.profile.VersionProbe;
import domain.run.Mode;
import domain.run.Run;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Smoke tests and checklists against a real HTTP server. */
class ProbesImplTest {

	private static final Run RUN = new Run("canary", "run-1", "CanaryDeploy", "agente-ia", "agente-api", Mode.EXECUTE,
			"en");

	private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();

	private final CountDownLatch end = new CountDownLatch(1);

	private HttpServer server;

	private Probes probes;

	@BeforeEach
	void start() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.start();
		environment.registerActivitiesImplementations(new ProbesImpl());
		probes = environment.newActivityStub(Probes.class);
	}

	@AfterEach
	void stop() {
		end.countDown();
		server.stop(0);
		environment.close();
	}

	@Test
	void aLeadingVIsNoDifferenceBetweenVersions() {
		answer("/version", 200, "{\"version\":\"1.3.0\"}");
		assertThat(smoke("v1.3.0", List.of(), Duration.ZERO)).allMatch(ProbeResult::healthy);
		assertThat(smoke("1.3.0", List.of(), Duration.ZERO)).allMatch(ProbeResult::healthy);
		assertThat(smoke(null, List.of(), Duration.ZERO)).allMatch(ProbeResult::healthy);
	}

	@Test
	void anotherVersionIsSaid() {
		answer("/version", 200, "{\"version\":\"1.2.0\"}");
		assertThat(smoke("v1.3.0", List.of(), Duration.ZERO)).singleElement()
			.isEqualTo(new ProbeResult("version", false, "/version is 1.2.0", "version v1.3.0"));
	}

	@Test
	void statusFieldTimeoutAndRefusalAreToldApart() {
		answer("/version", 200, "{\"version\":\"1.3.0\"}");
		answer("/sick", 503, "no");
		answer("/health", 200, "{\"status\":\"degraded\"}");
		answer("/text", 200, "fine");
		server.createContext("/slow", exchange -> await());
		List<ProbeResult> answers = smoke("1.3.0",
				List.of(probe("sick", url("/sick"), null, null), probe("health", url("/health"), "/status", "healthy"),
						probe("text", url("/text"), "/status", "healthy"), probe("slow", url("/slow"), null, null),
						probe("gone", "http://127.0.0.1:1/", null, null), probe("odd", "no address", null, null)),
				Duration.ZERO);
		assertThat(answers).extracting(ProbeResult::observed)
			.containsExactly("/version is 1.3.0", "status 503", "/status is degraded",
					"status 200, no field /status in the answer", url("/slow") + " did not answer within 1 s",
					"http://127.0.0.1:1/ refused the connection", "'no address' is no http address");
		assertThat(answers).filteredOn(ProbeResult::healthy).extracting(ProbeResult::name).containsExactly("version");
	}

	@Test
	void aSystemThatComesUpLateIsAskedAgain() {
		AtomicInteger asked = new AtomicInteger();
		server.createContext("/version", exchange -> {
			byte[] body = "{\"version\":\"1.3.0\"}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(asked.incrementAndGet() < 2 ? 503 : 200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		assertThat(smoke("1.3.0", List.of(), Duration.ofSeconds(20))).allMatch(ProbeResult::healthy);
		assertThat(asked).hasValue(2);
	}

	@Test
	void aChecklistAsksOnlyItemsWithAnAddress() {
		answer("/ci/v1.3.0", 204, "");
		answer("/coverage", 200, "{\"percent\":79.5}");
		List<ProbeResult> answers = probes.inspectChecklist(new ChecklistRequest(RUN, "v1.3.0",
				List.of(new ChecklistItem("ci", "CI", url("/ci/{{version}}"), null, null, null),
						new ChecklistItem("coverage", "Coverage", url("/coverage"), "/percent", 80.0, null),
						new ChecklistItem("enough", "Coverage", url("/coverage"), "/percent", 79.0, null),
						new ChecklistItem("changelog", "Changelog", "", "", null, null),
						new ChecklistItem("documentation", "Docs", null, null, null, null))));
		assertThat(answers).extracting(ProbeResult::name).containsExactly("ci", "coverage", "enough");
		assertThat(answers).extracting(ProbeResult::healthy).containsExactly(true, false, true);
		assertThat(answers.get(1).inWords())
			.isEqualTo("coverage: /percent is 79.5 (expected status 2xx, /percent at least 80.0)");
	}

	@Test
	void aRuleWithoutAFieldIsNotKept() {
		answer("/coverage", 200, "{}");
		assertThat(probes.inspectChecklist(new ChecklistRequest(RUN, "v1.3.0",
				List.of(new ChecklistItem("coverage", "Coverage", url("/coverage"), "", 80.0, null)))))
			.extracting(ProbeResult::inWords)
			.containsExactly(
					"coverage: status 200, the profile names no field (expected status 2xx, field at least 80.0)");
	}

	private List<ProbeResult> smoke(String version, List<HttpProbe> others, Duration within) {
		return probes
			.runSmokeTest(new SmokeRequest(RUN, new VersionProbe(url("/version"), null), version, others, within));
	}

	private static HttpProbe probe(String name, String url, String field, String value) {
		return new HttpProbe(name, url, null, field, value, Duration.ofSeconds(1));
	}

	private String url(String path) {
		return "http://127.0.0.1:" + server.getAddress().getPort() + path;
	}

	private void answer(String path, int status, String text) {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		server.createContext(path, exchange -> {
			exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	private void await() {
		try {
			end.await();
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

}
