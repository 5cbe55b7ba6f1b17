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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	private boolean keep(SilenceRequest request) {
		return silences.keep(request, Instant.now());
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
		assertThat(keep(request("one", Duration.ofMinutes(5)))).isTrue();
		String id = inForce("one").getFirst().path("id").asText();
		assertThat(keep(request("one", Duration.ofMinutes(15)))).isFalse();
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
		keep(request("mine", Duration.ofMinutes(5)));
		keep(request("other", Duration.ofMinutes(5)));
		silences.end(request("mine", Duration.ZERO));
		assertThat(inForce("other")).hasSize(1);
	}

	@Test
	void oneThatWasDoubledByALostAnswerIsOneAgain() throws IOException {
		keep(request("twice", Duration.ofMinutes(5)));
		ObjectNode copy = (ObjectNode) new ObjectMapper().readTree(inForce("twice").getFirst().toString());
		copy.remove(List.of("id", "status", "updatedAt"));
		http.send("POST", JsonOverHttp.address(stack.alertmanager().url(), "/api/v2/silences"), null, copy,
				Duration.ofSeconds(10));
		assertThat(inForce("twice")).hasSize(2);
		keep(request("twice", Duration.ofMinutes(6)));
		assertThat(inForce("twice")).hasSize(1);
	}

	@Test
	void oneThatNobodyRenewsEndsByItselfAndIsSetUpAnew() {
		keep(request("left", Duration.ofSeconds(3)));
		Awaitility.await().atMost(Patience.LIMIT).until(() -> inForce("left").isEmpty());
		assertThat(keep(request("left", Duration.ofMinutes(1)))).isTrue();
		assertThat(inForce("left")).hasSize(1);
	}

	/**
	 * As the run counts, whose clock is not Alertmanager's; a worker's own has no say.
	 */
	@ParameterizedTest
	@ValueSource(ints = { -20, 20 })
	void aRunWhoseClockIsMinutesAwayHasItsSilenceAtOnceAndForAsLongAsItAskedFor(int minutes) {
		String run = "skewed" + minutes;
		Instant believed = Instant.now().plus(Duration.ofMinutes(minutes));
		assertThat(silences.keep(request(run, Duration.ofMinutes(minutes + 5)), believed)).isTrue();
		assertThat(silences.keep(request(run, Duration.ofMinutes(minutes + 5)), believed)).isFalse();
		assertThat(inForce(run)).singleElement().satisfies(silence -> {
			assertThat(silence.path("status").path("state").asText()).isEqualTo("active");
			assertThat(Instant.parse(silence.path("endsAt").asText()))
				.isBetween(Instant.now().plus(Duration.ofMinutes(1)), Instant.now().plus(Duration.ofMinutes(5)));
		});
		Instant over = believed.plus(Duration.ofMinutes(5));
		assertThat(silences.keep(request(run, Duration.ofMinutes(minutes + 5)), over)).isFalse();
		assertThat(inForce(run)).as("a renewal that comes after the end").isEmpty();
	}

	/** As a worker whose clock was ahead used to set it up. */
	@Test
	void oneThatIsYetToBeginIsInForceAtOnce() throws IOException {
		keep(request("early", Duration.ofMinutes(5)));
		ObjectNode copy = (ObjectNode) new ObjectMapper().readTree(inForce("early").getFirst().toString());
		silences.end(request("early", Duration.ZERO));
		copy.remove(List.of("id", "status", "updatedAt"));
		copy.put("startsAt", Instant.now().plus(Duration.ofMinutes(3)).toString());
		http.send("POST", JsonOverHttp.address(stack.alertmanager().url(), "/api/v2/silences"), null, copy,
				Duration.ofSeconds(10));
		keep(request("early", Duration.ofMinutes(5)));
		assertThat(inForce("early")).singleElement()
			.satisfies(silence -> assertThat(silence.path("status").path("state").asText()).isEqualTo("active"));
	}

	@Test
	void aFilterThatIsNoneIsRefusedAndAServerThatIsGoneIsAskedAgain() {
		assertThatThrownBy(() -> keep(request("bad", List.of("severity"), Duration.ofMinutes(1))))
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("severity");
		assertThatThrownBy(() -> keep(request("bad", List.of("a=~\"((\""), Duration.ofMinutes(1))))
			.isInstanceOf(PermanentFailure.class);
		SilenceRequest away = new SilenceRequest(request("bad", Duration.ZERO).run(),
				new MonitoringProfile(null, null, "http://127.0.0.1:1", null, null), FILTERS, Instant.now(), "none");
		assertThatThrownBy(() -> silences.end(away)).isInstanceOf(TransientFailure.class);
	}

}
