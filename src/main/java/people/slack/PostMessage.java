package people.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import domain.failure.TransientFailure;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import people.Receipt;

/** Slack's {@code chat.postMessage} with a bot token. */
@Component
class PostMessage implements DisposableBean {

	/**
	 * Slack's errors that pass; every other needs a person (docs.slack.dev,
	 * chat.postMessage).
	 */
	private static final Set<String> PASSING = Set.of("ratelimited", "rate_limited", "message_limit_exceeded",
			"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org");

	private static final int LONGEST_MILLIS = 10_000;

	private final Slack slack;

	/**
	 * @param address Slack's API, ending with a slash
	 */
	PostMessage(@Value("${holdfast.slack-api:https://slack.com/api/}") String address) {
		SlackConfig config = new SlackConfig();
		config.setMethodsEndpointUrlPrefix(address.endsWith("/") ? address : address + "/");
		config.setHttpClientCallTimeoutMillis(LONGEST_MILLIS);
		// Its statistics would ask Slack who we are before every first message.
		config.setStatsEnabled(false);
		this.slack = Slack.getInstance(config);
	}

	Receipt post(String token, String channel, String text) {
		ChatPostMessageRequest request = ChatPostMessageRequest.builder().channel(channel).text(text).build();
		try {
			return judge(slack.methods(token).chatPostMessage(request), channel);
		}
		catch (SlackApiException refused) {
			return judge(refused);
		}
		catch (IOException unreachable) {
			throw new TransientFailure("Slack's API cannot be reached: " + unreachable.getMessage(), unreachable);
		}
	}

	private static Receipt judge(ChatPostMessageResponse answer, String channel) {
		if (answer.isOk()) {
			return new Receipt.Taken();
		}
		String said = "Slack's API refused the message to " + channel + ": " + answer.getError();
		if (PASSING.contains(answer.getError())) {
			throw new TransientFailure(said, null);
		}
		return new Receipt.Refused(said);
	}

	private static Receipt judge(SlackApiException refused) {
		int status = refused.getResponse().code();
		if (status == 429) {
			throw new TransientFailure("Slack's API asks us to wait (429)", null,
					Waiting.read(refused.getResponse().header("Retry-After")));
		}
		if (status >= 500) {
			throw new TransientFailure("Slack's API answered " + status, null);
		}
		return new Receipt.Refused("Slack's API answered " + status);
	}

	@Override
	public void destroy() throws Exception {
		slack.close();
	}

}
