package domain.failure;

/**
 * Ends a step for good, because repeating it cannot help. The message says which object,
 * which server, what it answered.
 */
public class PermanentFailure extends RuntimeException {

	private final FailureKind kind;

	public PermanentFailure(FailureKind kind, String message) {
		this(kind, message, null);
	}

	public PermanentFailure(FailureKind kind, String message, Throwable cause) {
		super(message, cause);
		this.kind = kind;
	}

	public FailureKind kind() {
		return kind;
	}

}
