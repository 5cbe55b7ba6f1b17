package people.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import domain.failure.TransientFailure;
import domain.profile.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import people.Letter;
import people.Receipt;
import secrets.Secrets;

/** Slack's published answers to webhooks and {@code chat.postMessage}. */
class SlackCourierTest {

	private static final Letter LETTER = new Letter("run-1/key", "Deploy <v2> & more", "Run: http://temporal/");

	private static final Channel BY_WEBHOOK = new Channel("deploys", Channel.Kind.SLACK, "env:WEBHOOK", null,
			"#deploys", List.of());

	private static final Channel BY_TOKEN = new Channel("alerts", Channel.Kind.SLACK, null, "env:TOKEN", "#alerts",
			List.of());

	@RegisterExtension
	static final WireMockExtension slack = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	private SlackCourier courier;

	@BeforeEach
	void connect() {
		courier = courier(Map.of("env:WEBHOOK", slack.baseUrl() + "/services/T/B/hidden", "env:TOKEN", "xoxb-hidden"));
	}

	@Test
	void aWebhookGetsSubjectAndTextWithSlacksOwnSignsEscaped() {
		webhook(aResponse().withStatus(200).withBody("ok"));
		assertThat(courier.send(BY_WEBHOOK, LETTER)).isEqualTo(new Receipt.Taken());
		slack.verify(1, postRequestedFor(urlEqualTo("/services/T/B/hidden"))
			.withRequestBody(equalToJson("{\"text\": \"*Deploy &lt;v2&gt; &amp; more*\\nRun: http://temporal/\"}")));
	}

	@Test
	void aWebhookThatAsksToWaitIsWaitedFor() {
		webhook(aResponse().withStatus(429).withHeader("Retry-After", "30"));
		TransientFailure wait = catchThrowableOfType(TransientFailure.class, () -> courier.send(BY_WEBHOOK, LETTER));
		assertThat(wait.retryAfter()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void aWebhookInTroubleIsTriedAgain() {
		webhook(aResponse().withStatus(500).withBody("server_error"));
		assertThatThrownBy(() -> courier.send(BY_WEBHOOK, LETTER)).isInstanceOf(TransientFailure.class)
			.hasMessageContaining("500 server_error");
	}

	@Test
	void aWebhookThatNobodyAnswersIsTriedAgainWithoutShowingItsAddress() {
		courier = courier(Map.of("env:WEBHOOK", "http://127.0.0.1:1/hidden"));
		assertThatThrownBy(() -> courier.send(BY_WEBHOOK, LETTER)).isInstanceOf(TransientFailure.class)
			.hasMessageNotContaining("hidden");
	}

	@Test
	void aWebhookThatIsGoneRefusesForGood() {
		webhook(aResponse().withStatus(404).withBody("no_service"));
		assertThat(courier.send(BY_WEBHOOK, LETTER))
			.isEqualTo(new Receipt.Refused("Slack's webhook answered 404 no_service"));
	}

	@Test
	void aPageInsteadOfAWordIsCutShort() {
		webhook(aResponse().withStatus(403).withBody("x".repeat(5000)));
		assertThat(courier.send(BY_WEBHOOK, LETTER))
			.isEqualTo(new Receipt.Refused("Slack's webhook answered 403 " + "x".repeat(100) + "…"));
	}

	@Test
	void aTokenPostsToTheChannel() {
		api(okJson("{\"ok\": true, \"channel\": \"C1\", \"ts\": \"1503435956.000247\"}"));
		assertThat(courier.send(BY_TOKEN, LETTER)).isEqualTo(new Receipt.Taken());
		slack.verify(1,
				postRequestedFor(urlEqualTo("/api/chat.postMessage"))
					.withHeader("Authorization", equalTo("Bearer xoxb-hidden"))
					.withRequestBody(containing("channel=%23alerts")));
	}

	@Test
	void anErrorOfTheApiIsForGoodUnlessItPasses() {
		api(okJson("{\"ok\": false, \"error\": \"channel_not_found\"}"));
		assertThat(courier.send(BY_TOKEN, LETTER))
			.isEqualTo(new Receipt.Refused("Slack's API refused the message to #alerts: channel_not_found"));
		api(okJson("{\"ok\": false, \"error\": \"internal_error\"}"));
		assertThatThrownBy(() -> courier.send(BY_TOKEN, LETTER)).isInstanceOf(TransientFailure.class);
	}

	@Test
	void theApiMayAskToWaitOrBeInTrouble() {
		api(aResponse().withStatus(429).withHeader("Retry-After", "7").withBody("{\"ok\":false}"));
		TransientFailure wait = catchThrowableOfType(TransientFailure.class, () -> courier.send(BY_TOKEN, LETTER));
		assertThat(wait.retryAfter()).isEqualTo(Duration.ofSeconds(7));
		api(aResponse().withStatus(503).withBody("no"));
		assertThatThrownBy(() -> courier.send(BY_TOKEN, LETTER)).isInstanceOf(TransientFailure.class)
			.hasMessageContaining("503");
	}

	@Test
	void aReferenceThatStandsForNothingIsNotSetUp() {
		courier = courier(Map.of());
		assertThat(courier.send(BY_WEBHOOK, LETTER))
			.isEqualTo(new Receipt.Refused("not set up: reference 'env:WEBHOOK' stands for nothing"));
		assertThat(courier.send(BY_TOKEN, LETTER))
			.isEqualTo(new Receipt.Refused("not set up: reference 'env:TOKEN' stands for nothing"));
	}

	private static void webhook(ResponseDefinitionBuilder answer) {
		slack.stubFor(post(urlEqualTo("/services/T/B/hidden")).willReturn(answer));
	}

	private static void api(ResponseDefinitionBuilder answer) {
		slack.stubFor(post(urlEqualTo("/api/chat.postMessage")).willReturn(answer));
	}

	private static SlackCourier courier(Map<String, String> known) {
		return new SlackCourier(new KnownSecrets(known), new Webhook(), new PostMessage(slack.baseUrl() + "/api"));
	}

	/** Secrets kept in memory. */
	private record KnownSecrets(Map<String, String> known) implements Secrets {

		@Override
		public String resolve(String reference) {
			return find(reference).orElseThrow();
		}

		@Override
		public Optional<String> find(String reference) {
			return reference == null ? Optional.empty() : Optional.ofNullable(known.get(reference));
		}

	}

}
