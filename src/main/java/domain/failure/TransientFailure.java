package domain.failure;

import java.time.Duration;

/**
 * A failure that may pass: the step is retried. The message says which server and what it
 * answered.
 */
public class TransientFailure extends RuntimeException {

	private final Duration retryAfter;

	public TransientFailure(String message, Throwable cause) {
		this(message, cause, null);
	}

	/**
	 * @param retryAfter how long the server asks us to wait, or null for the step's own
	 * back-off
	 */
	public TransientFailure(String message, Throwable cause, Duration retryAfter) {
		super(message, cause);
		this.retryAfter = retryAfter;
	}

	public Duration retryAfter() {
		return retryAfter;
	}

}
