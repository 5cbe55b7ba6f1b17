package people.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import domain.failure.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;
import people.Receipt;

/**
 * Slack's incoming webhooks: 200 is taken, 429 asks us to wait, other 4xx are for good
 * (docs.slack.dev, sending messages using incoming webhooks). The address is a secret and
 * never part of a message.
 */
@Component
class Webhook {

	private static final Duration LONGEST = Duration.ofSeconds(10);

	private static final int LONGEST_ANSWER = 100;

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	Receipt post(String address, String text) {
		try {
			HttpResponse<String> answer = client.send(request(address, text), HttpResponse.BodyHandlers.ofString());
			return judge(answer);
		}
		catch (IllegalArgumentException noAddress) {
			return new Receipt.Refused("not set up: what the webhook's reference stands for is no http address");
		}
		catch (IOException unreachable) {
			throw new TransientFailure("Slack's webhook cannot be reached: " + unreachable.getClass().getSimpleName(),
					unreachable);
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("posting to Slack's webhook was interrupted", stopped);
		}
	}

	private static HttpRequest request(String address, String text) {
		return HttpRequest.newBuilder(URI.create(address))
			.timeout(LONGEST)
			.header("Content-Type", "application/json; charset=utf-8")
			.POST(HttpRequest.BodyPublishers
				.ofString(JsonNodeFactory.instance.objectNode().put("text", text).toString()))
			.build();
	}

	private static Receipt judge(HttpResponse<String> answer) {
		int status = answer.statusCode();
		if (status / 100 == 2) {
			return new Receipt.Taken();
		}
		if (status == 429) {
			throw new TransientFailure("Slack's webhook asks us to wait (429)", null,
					Waiting.read(answer.headers().firstValue("Retry-After").orElse(null)));
		}
		String said = "Slack's webhook answered " + status + " " + beginning(answer.body().strip());
		if (status >= 500) {
			throw new TransientFailure(said, null);
		}
		return new Receipt.Refused(said);
	}

	/** Slack answers a word; what stands between may answer a page. */
	private static String beginning(String body) {
		return body.length() <= LONGEST_ANSWER ? body : body.substring(0, LONGEST_ANSWER) + "…";
	}

}
