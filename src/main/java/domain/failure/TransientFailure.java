package domain.failure;

import domain.people.Said;
import java.time.Duration;

/**
 * A failure that may pass: the step is retried. The message says which server and what it
 * answered.
 */
public class TransientFailure extends RuntimeException implements Failure {

	private final Said said;

	private final Duration retryAfter;

	public TransientFailure(String message, Throwable cause) {
		this(message, cause, null);
	}

	public TransientFailure(Said said, Throwable cause) {
		this(said, cause, null);
	}

	/**
	 * @param retryAfter how long the server asks us to wait, or null for the step's own
	 * back-off
	 */
	public TransientFailure(String message, Throwable cause, Duration retryAfter) {
		this(Said.quoted(message), cause, retryAfter);
	}

	private TransientFailure(Said said, Throwable cause, Duration retryAfter) {
		super(said.english(), cause);
		this.said = said;
		this.retryAfter = retryAfter;
	}

	@Override
	public Said said() {
		return said;
	}

	public Duration retryAfter() {
		return retryAfter;
	}

}
