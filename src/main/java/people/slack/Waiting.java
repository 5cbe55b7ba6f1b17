package people.slack;

import java.time.Duration;

/** How long Slack asks us to wait. */
final class Waiting {

	private Waiting() {
	}

	/** Slack's {@code Retry-After} in whole seconds; null when there is none to read. */
	static Duration read(String retryAfter) {
		boolean seconds = retryAfter != null && retryAfter.strip().matches("\\d{1,6}");
		return seconds ? Duration.ofSeconds(Long.parseLong(retryAfter.strip())) : null;
	}

}
