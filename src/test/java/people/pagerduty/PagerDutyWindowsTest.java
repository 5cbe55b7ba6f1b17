package people.pagerduty;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.PagerDutyProfile;
import domain.run.Mode;
import domain.run.Run;
import domain.window.PagerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secrets.Secrets;

/**
 * PagerDuty's published answers to {@code /maintenance_windows}: the fields of its REST
 * API reference, which its own Go client has as well.
 */
class PagerDutyWindowsTest {

	private static final Instant FROM = Instant.parse("2026-11-21T20:00:00Z");

	private static final String PATH = "/maintenance_windows";

	private static final String LISTED = """
			{"maintenance_windows": [
			 {"id": "PW98YIO", "type": "maintenance_window", "summary": "somebody else's", "sequence_number": 1,
			  "start_time": "2026-11-21T19:00:00Z", "end_time": "2026-11-21T23:00:00Z", "description": "another",
			  "services": [{"id": "PIJ90N7", "type": "service_reference"}], "teams": []}%s],
			 "limit": 100, "offset": %d, "more": %s, "total": null}""";

	private static final String OWN = """
			,{"id": "%s", "type": "maintenance_window", "start_time": "2026-11-21T20:00:00Z",
			  "end_time": "2026-11-21T22:00:00Z", "description": "new disks (window) [holdfast run-1]"}""";

	@RegisterExtension
	static final WireMockExtension pager = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	private final PagerDutyWindows windows = windows(Optional.of("hidden"));

	private static PagerDutyWindows windows(Optional<String> token) {
		return new PagerDutyWindows(new PagerDutyApi(pager.baseUrl()), new Secrets() {
			@Override
			public String resolve(String reference) {
				return token.orElseThrow();
			}

			@Override
			public Optional<String> find(String reference) {
				return token;
			}
		});
	}

	private static PagerRequest until(Duration time) {
		return new PagerRequest(new Run("window", "run-1", "MaintenanceWindow", "flow-c", null, Mode.EXECUTE, "en"),
				new PagerDutyProfile("env:TOKEN", "ops@company.com", List.of("PIJ90N7")), FROM, FROM.plus(time),
				"new disks");
	}

	private boolean keep(PagerRequest request) {
		return windows.keep(request, FROM);
	}

	/** The run's clock says FROM; PagerDuty's is minutes away from it. */
	@ParameterizedTest
	@CsvSource({ "-10, 2026-11-21T19:50:00Z, 2026-11-21T19:50:00Z, 2026-11-21T21:50:00Z",
			"10, 2026-11-21T20:10:00Z, 2026-11-21T20:00:00Z, 2026-11-21T22:10:00Z" })
	void aWindowBeginsAtOnceAndLastsAsLongAsTheRunAskedForByPagerDutysOwnClock(int minutes, Instant there, String from,
			String until) {
		pager.stubFor(get(urlPathEqualTo(PATH)).willReturn(okJson(LISTED.formatted("", 0, "false")).withHeader("Date",
				DateTimeFormatter.RFC_1123_DATE_TIME.format(there.atZone(ZoneOffset.UTC)))));
		pager.stubFor(post(urlEqualTo(PATH)).willReturn(okJson("{}").withStatus(201)));
		assertThat(keep(until(Duration.ofHours(2)))).isTrue();
		pager.verify(1,
				postRequestedFor(urlEqualTo(PATH))
					.withRequestBody(matchingJsonPath("$.maintenance_window.start_time", equalTo(from)))
					.withRequestBody(matchingJsonPath("$.maintenance_window.end_time", equalTo(until))));
	}

	@Test
	void anAttemptThatComesAfterTheEndLeavesNoWindow() {
		listed(OWN.formatted("P1"));
		pager.stubFor(delete(urlEqualTo(PATH + "/P1")).willReturn(aResponse().withStatus(204)));
		assertThat(windows.keep(until(Duration.ofHours(2)), FROM.plus(Duration.ofHours(2)))).isFalse();
		pager.verify(1, deleteRequestedFor(urlEqualTo(PATH + "/P1")));
		pager.verify(0, postRequestedFor(anyUrl()));
	}

	private static void listed(String more) {
		pager.stubFor(get(urlPathEqualTo(PATH)).willReturn(okJson(LISTED.formatted(more, 0, "false"))));
	}

	@Test
	void aWindowIsEnteredAsPublishedWhenThereIsNoneOfTheRun() {
		listed("");
		pager.stubFor(post(urlEqualTo(PATH))
			.willReturn(okJson("{\"maintenance_window\": {\"id\": \"PNEW\", \"type\": \"maintenance_window\"}}")
				.withStatus(201)));
		assertThat(keep(until(Duration.ofHours(2)))).isTrue();
		pager.verify(1,
				postRequestedFor(urlEqualTo(PATH)).withHeader("Authorization", equalTo("Token token=hidden"))
					.withHeader("From", equalTo("ops@company.com"))
					.withRequestBody(equalToJson("""
							{"maintenance_window": {"type": "maintenance_window", "start_time": "2026-11-21T20:00:00Z",
							 "end_time": "2026-11-21T22:00:00Z", "description": "new disks (window) [holdfast run-1]",
							 "services": [{"id": "PIJ90N7", "type": "service_reference"}]}}""")));
		pager.verify(getRequestedFor(urlEqualTo(PATH + "?filter=open&limit=100&offset=0&service_ids%5B%5D=PIJ90N7")));
	}

	@Test
	void oneThatIsThereIsFoundAgainOnALaterPageAndItsEndMoved() {
		pager.stubFor(get(urlPathEqualTo(PATH)).withQueryParam("offset", equalTo("0"))
			.willReturn(okJson(LISTED.formatted("", 0, "true"))));
		pager.stubFor(get(urlPathEqualTo(PATH)).withQueryParam("offset", equalTo("100"))
			.willReturn(okJson(LISTED.formatted(OWN.formatted("POWN"), 100, "false"))));
		pager.stubFor(put(urlEqualTo(PATH + "/POWN")).willReturn(okJson("{\"maintenance_window\": {}}")));
		assertThat(keep(until(Duration.ofHours(3)))).isFalse();
		pager.verify(1, putRequestedFor(urlEqualTo(PATH + "/POWN"))
			.withRequestBody(matchingJsonPath("$.maintenance_window.end_time", equalTo("2026-11-21T23:00:00Z"))));
		pager.verify(0, postRequestedFor(anyUrl()));
	}

	@Test
	void allOfTheRunAreEndedAndOneThatIsGoneAlreadyCounts() {
		listed(OWN.formatted("P1") + OWN.formatted("P2"));
		pager.stubFor(delete(urlEqualTo(PATH + "/P1")).willReturn(aResponse().withStatus(204)));
		pager.stubFor(delete(urlEqualTo(PATH + "/P2")).willReturn(aResponse().withStatus(404)));
		assertThat(windows.end(until(Duration.ofHours(2)))).isEqualTo(2);
		pager.verify(0, deleteRequestedFor(urlEqualTo(PATH + "/PW98YIO")));
	}

	@Test
	void whatPassesIsTriedAgainAndWhatDoesNotIsSaid() {
		pager.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "30")));
		TransientFailure wait = catchThrowableOfType(TransientFailure.class, () -> keep(until(Duration.ofHours(1))));
		assertThat(wait.retryAfter()).isEqualTo(Duration.ofSeconds(30));
		pager.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
		assertThatThrownBy(() -> windows.end(until(Duration.ofHours(1)))).isInstanceOf(TransientFailure.class);
		pager.stubFor(any(anyUrl()).willReturn(
				aResponse().withStatus(401).withBody("{\"error\":{\"message\":\"Unauthorized\",\"code\":2006}}")));
		PermanentFailure refused = catchThrowableOfType(PermanentFailure.class, () -> keep(until(Duration.ofHours(1))));
		assertThat(refused.kind()).isEqualTo(FailureKind.FORBIDDEN);
		assertThat(refused).hasMessageContaining("Unauthorized").hasMessageNotContaining("hidden");
	}

	@Test
	void withoutATokenItIsSaidToBeNotSetUp() {
		assertThatThrownBy(() -> windows(Optional.empty()).keep(until(Duration.ofHours(1)), FROM))
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("env:TOKEN");
	}

}
