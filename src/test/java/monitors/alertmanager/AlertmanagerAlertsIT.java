package monitors.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.MonitoringProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import local.LocalStack;
import local.LocalStack.Part;
import monitors.Alerts.Answer;
import monitors.JsonOverHttp;
import monitors.NoSecrets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Alertmanager answers, and what becomes of it. */
class AlertmanagerAlertsIT {

	@TempDir
	static Path directory;

	private static LocalStack stack;

	private final AlertmanagerAlerts alerts = new AlertmanagerAlerts(new JsonOverHttp(new NoSecrets()));

	@BeforeAll
	static void start() {
		stack = new LocalStack(directory.resolve("stack")).start(Part.ALERTMANAGER);
	}

	@AfterAll
	static void stop() {
		stack.close();
	}

	@Test
	void onlyAlertsThatMatchEveryFilterCount() {
		stack.alertmanager().fire(Map.of("alertname", "Both", "team", "match", "severity", "critical"));
		stack.alertmanager().fire(Map.of("alertname", "Half", "team", "match", "severity", "warning"));
		awaitFiring("Both", "team=\"match\"", "severity=\"critical\"");
		assertThat(firing("team=\"nobody\"")).isEmpty();
	}

	@Test
	void aSilencedAlertStopsNothing() throws IOException, InterruptedException {
		stack.alertmanager().fire(Map.of("alertname", "Quiet", "team", "silence"));
		awaitFiring("Quiet", "team=\"silence\"");
		silence("silence");
		Awaitility.await().untilAsserted(() -> assertThat(firing("team=\"silence\"")).isEmpty());
	}

	@Test
	void aWrongFilterIsRefused() {
		assertThat(ask("this is no matcher")).isInstanceOf(Answer.Refused.class);
	}

	@Test
	void aServerThatIsGoneIsDown() {
		stack.alertmanager().stop();
		try {
			assertThat(ask("team=\"gone\"")).isInstanceOf(Answer.Down.class);
		}
		finally {
			stack.alertmanager().start();
		}
	}

	private void awaitFiring(String name, String... filters) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(firing(filters)).singleElement().asString().startsWith(name + " "));
	}

	private List<String> firing(String... filters) {
		return ((Answer.Firing) ask(filters)).alerts();
	}

	private Answer ask(String... filters) {
		return alerts.critical(new MonitoringProfile(null, null, stack.alertmanager().url(), null, List.of(filters)),
				Duration.ofSeconds(3));
	}

	private static void silence(String team) throws IOException, InterruptedException {
		String body = """
				{"matchers":[{"name":"team","value":"%s","isRegex":false,"isEqual":true}],
				"startsAt":"%s","endsAt":"%s","createdBy":"test","comment":"test"}""".formatted(team, Instant.now(),
				Instant.now().plusSeconds(600));
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<String> answer = client
				.send(HttpRequest.newBuilder(URI.create(stack.alertmanager().url() + "/api/v2/silences"))
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(body))
					.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		}
	}

}
