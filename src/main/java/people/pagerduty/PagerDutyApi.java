package people.pagerduty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Asks PagerDuty's REST API: 429 and 5xx pass, other 4xx are for good; 404 of something
 * that shall go means that it is gone (developer.pagerduty.com, REST API v2).
 */
@Component
class PagerDutyApi {

	private static final Duration LONGEST = Duration.ofSeconds(15);

	private static final int LONGEST_ANSWER = 300;

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final ObjectMapper json = new ObjectMapper();

	private final String address;

	PagerDutyApi(@Value("${holdfast.pagerduty-api:https://api.pagerduty.com}") String address) {
		this.address = address.replaceAll("/+$", "");
	}

	/**
	 * What was answered.
	 *
	 * @param body its JSON
	 * @param time what PagerDuty's clock says, to the second; null when it does not say
	 */
	record Said(JsonNode body, Instant time) {

	}

	Said get(String token, String path) {
		HttpResponse<String> answer = send(request(token, path).GET());
		return new Said(read(path, answer), time(answer));
	}

	private static Instant time(HttpResponse<String> answer) {
		try {
			return answer.headers()
				.firstValue("Date")
				.map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
				.orElse(null);
		}
		catch (DateTimeException unreadable) {
			return null;
		}
	}

	void post(String token, String path, String from, JsonNode body) {
		read(path, send(request(token, path).header("From", from).POST(text(body))));
	}

	void put(String token, String path, JsonNode body) {
		read(path, send(request(token, path).PUT(text(body))));
	}

	void delete(String token, String path) {
		HttpResponse<String> answer = send(request(token, path).DELETE());
		if (answer.statusCode() != 404) {
			read(path, answer);
		}
	}

	private static HttpRequest.BodyPublisher text(JsonNode body) {
		return HttpRequest.BodyPublishers.ofString(body.toString());
	}

	private HttpRequest.Builder request(String token, String path) {
		return HttpRequest.newBuilder(URI.create(address + path))
			.timeout(LONGEST)
			.header("Authorization", "Token token=" + token)
			.header("Accept", "application/json")
			.header("Content-Type", "application/json");
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException unreachable) {
			throw new TransientFailure("PagerDuty's API cannot be reached: " + unreachable.getClass().getSimpleName(),
					unreachable);
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("asking PagerDuty was interrupted", stopped);
		}
	}

	private JsonNode read(String path, HttpResponse<String> answer) {
		int status = answer.statusCode();
		if (status / 100 == 2) {
			return body(path, answer.body());
		}
		String said = "PagerDuty's API answered " + status + " for " + path + ": " + beginning(answer.body());
		if (status == 429 || status >= 500) {
			throw new TransientFailure(said, null,
					answer.headers().firstValue("Retry-After").map(PagerDutyApi::seconds).orElse(null));
		}
		throw new PermanentFailure(status == 401 || status == 403 ? FailureKind.FORBIDDEN : FailureKind.PROFILE, said);
	}

	private JsonNode body(String path, String text) {
		try {
			return text.isBlank() ? MissingNode.getInstance() : json.readTree(text);
		}
		catch (JsonProcessingException notJson) {
			throw new TransientFailure("PagerDuty's API answered no JSON for " + path, notJson);
		}
	}

	private static Duration seconds(String header) {
		return header.strip().matches("\\d{1,4}") ? Duration.ofSeconds(Long.parseLong(header.strip())) : null;
	}

	private static String beginning(String body) {
		String line = body.strip().replaceAll("\\s+", " ");
		return line.length() <= LONGEST_ANSWER ? line : line.substring(0, LONGEST_ANSWER) + "…";
	}

}
