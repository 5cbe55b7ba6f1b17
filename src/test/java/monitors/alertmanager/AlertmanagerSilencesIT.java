package monitors.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.MonitoringProfile;
import domain.run.Mode;
import domain.run.Run;
import domain.window.SilenceRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import local.LocalStack;
import local.LocalStack.Part;
import local.Patience;
import monitors.JsonOverHttp;
import monitors.NoSecrets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of silences in a real Alertmanager. */
class AlertmanagerSilencesIT {

	private static final List<String> FILTERS = List.of("alertname=~\"FlowC.*\"", "severity!=\"none\"");

	@TempDir
	static Path directory;

	private static LocalStack stack;

	private final JsonOverHttp http = new JsonOverHttp(new NoSecrets());

	private final AlertmanagerSilences silences = new AlertmanagerSilences(http);

	@BeforeAll
	static void start() {
		stack = new LocalStack(directory.resolve("stack")).start(Part.ALERTMANAGER);
	}

	@AfterAll
	static void stop() {
		stack.close();
	}

	private static SilenceRequest request(String run, List<String> filters, Duration ahead) {
		return new SilenceRequest(
				new Run("MaintenanceWindow/flow-c", run, "MaintenanceWindow", "flow-c", null, Mode.EXECUTE, "en"),
				new MonitoringProfile(null, null, stack.alertmanager().url(), null, null), filters,
				Instant.now().plus(ahead), "new disks");
	}

	private static SilenceRequest request(String run, Duration ahead) {
		return request(run, FILTERS, ahead);
	}

	/** Those in force of a run. */
	private List<JsonNode> inForce(String run) {
		URI address = JsonOverHttp.address(stack.alertmanager().url(), "/api/v2/silences");
		var reply = (JsonOverHttp.Reply.Success) http.send("GET", address, null, null, Duration.ofSeconds(10));
		return StreamSupport.stream(reply.body().spliterator(), false)
			.filter(silence -> silence.path("comment").asText().contains(run))
			.filter(silence -> !silence.path("status").path("state").asText().equals("expired"))
			.toList();
	}

	@Test
	void oneSilenceIsSetUpHoweverOftenItIsAskedForAndItsEndMoves() {
		assertThat(silences.keep(request("one", Duration.ofMinutes(5)))).isTrue();
		String id = inForce("one").getFirst().path("id").asText();
		assertThat(silences.keep(request("one", Duration.ofMinutes(15)))).isFalse();
		assertThat(inForce("one")).singleElement().satisfies(silence -> {
			assertThat(silence.path("id").asText()).isEqualTo(id);
			assertThat(Instant.parse(silence.path("endsAt").asText()))
				.isAfter(Instant.now().plus(Duration.ofMinutes(10)));
			assertThat(silence.path("matchers")).hasSize(2);
			assertThat(silence.path("matchers").get(0).path("isRegex").asBoolean()).isTrue();
			assertThat(silence.path("matchers").get(1).path("isEqual").asBoolean()).isFalse();
			assertThat(silence.path("comment").asText()).contains("new disks", "MaintenanceWindow/flow-c");
		});
		assertThat(silences.end(request("one", Duration.ZERO))).isEqualTo(1);
		assertThat(inForce("one")).isEmpty();
		assertThat(silences.end(request("one", Duration.ZERO))).as("ended twice").isZero();
	}

	@Test
	void theSilenceOfAnotherRunIsLeftAlone() {
		silences.keep(request("mine", Duration.ofMinutes(5)));
		silences.keep(request("other", Duration.ofMinutes(5)));
		silences.end(request("mine", Duration.ZERO));
		assertThat(inForce("other")).hasSize(1);
	}

	@Test
	void oneThatWasDoubledByALostAnswerIsOneAgain() throws IOException {
		silences.keep(request("twice", Duration.ofMinutes(5)));
		ObjectNode copy = (ObjectNode) new ObjectMapper().readTree(inForce("twice").getFirst().toString());
		copy.remove(List.of("id", "status", "updatedAt"));
		http.send("POST", JsonOverHttp.address(stack.alertmanager().url(), "/api/v2/silences"), null, copy,
				Duration.ofSeconds(10));
		assertThat(inForce("twice")).hasSize(2);
		silences.keep(request("twice", Duration.ofMinutes(6)));
		assertThat(inForce("twice")).hasSize(1);
	}

	@Test
	void oneThatNobodyRenewsEndsByItselfAndIsSetUpAnew() {
		silences.keep(request("left", Duration.ofSeconds(3)));
		Awaitility.await().atMost(Patience.LIMIT).until(() -> inForce("left").isEmpty());
		assertThat(silences.keep(request("left", Duration.ofMinutes(1)))).isTrue();
		assertThat(inForce("left")).hasSize(1);
	}

	@Test
	void aFilterThatIsNoneIsRefusedAndAServerThatIsGoneIsAskedAgain() {
		assertThatThrownBy(() -> silences.keep(request("bad", List.of("severity"), Duration.ofMinutes(1))))
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("severity");
		assertThatThrownBy(() -> silences.keep(request("bad", List.of("a=~\"((\""), Duration.ofMinutes(1))))
			.isInstanceOf(PermanentFailure.class);
		SilenceRequest away = new SilenceRequest(request("bad", Duration.ZERO).run(),
				new MonitoringProfile(null, null, "http://127.0.0.1:1", null, null), FILTERS, Instant.now(), "none");
		assertThatThrownBy(() -> silences.end(away)).isInstanceOf(TransientFailure.class);
	}

}
