package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Where messages go. A channel whose references resolve to nothing is not set up:
 * messages to it are recorded as unsent.
 *
 * @param name name used by routes
 * @param kind how messages are carried
 * @param webhook reference of a Slack incoming webhook's address
 * @param token reference of a Slack bot token (chat.postMessage)
 * @param channel Slack channel, for example {@code #deploys}
 * @param to e-mail recipients
 */
public record Channel(@Required String name, @Required Kind kind, String webhook, String token, String channel,
		List<String> to) {

	public Channel {
		to = SystemProfile.listOf(to);
	}

	/** How messages are carried. */
	public enum Kind {

		@JsonProperty("slack")
		SLACK, @JsonProperty("email")
		EMAIL

	}

}
