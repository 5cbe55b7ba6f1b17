package people.slack;

import domain.failure.PermanentFailure;
import domain.profile.Channel;
import java.util.Optional;
import org.springframework.stereotype.Component;
import people.Courier;
import people.Letter;
import people.Receipt;
import secrets.Secrets;

/** Posts to Slack by webhook where the profile names one, else by token. */
@Component
class SlackCourier implements Courier {

	private final Secrets secrets;

	private final Webhook webhook;

	private final PostMessage postMessage;

	SlackCourier(Secrets secrets, Webhook webhook, PostMessage postMessage) {
		this.secrets = secrets;
		this.webhook = webhook;
		this.postMessage = postMessage;
	}

	@Override
	public Channel.Kind kind() {
		return Channel.Kind.SLACK;
	}

	@Override
	public Receipt send(Channel channel, Letter letter) {
		try {
			Optional<String> address = secrets.find(channel.webhook());
			if (address.isPresent()) {
				return webhook.post(address.get(), text(letter));
			}
			Optional<String> token = secrets.find(channel.token());
			if (token.isPresent() && channel.channel() != null) {
				return postMessage.post(token.get(), channel.channel(), text(letter));
			}
			return new Receipt.Refused(missing(channel, token.isPresent()));
		}
		catch (PermanentFailure unreadable) {
			return new Receipt.Refused("not set up: " + unreadable.getMessage());
		}
	}

	private static String missing(Channel channel, boolean token) {
		if (token) {
			return "not set up: the profile names no Slack channel to post to with the token";
		}
		if (channel.webhook() == null && channel.token() == null) {
			return "not set up: the profile names neither a webhook nor a token";
		}
		String reference = channel.webhook() == null ? channel.token() : channel.webhook();
		return "not set up: reference '" + reference + "' stands for nothing";
	}

	private static String text(Letter letter) {
		return escaped("*" + letter.subject() + "*\n" + letter.text());
	}

	/** Slack gives these three a meaning (docs.slack.dev, formatting message text). */
	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

}
