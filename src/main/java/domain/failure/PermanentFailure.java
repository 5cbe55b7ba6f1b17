package domain.failure;

import domain.people.Said;

/**
 * Ends a step for good, because repeating it cannot help. The message says which object,
 * which server, what it answered.
 */
public class PermanentFailure extends RuntimeException implements Failure {

	private final FailureKind kind;

	private final Said said;

	public PermanentFailure(FailureKind kind, String message) {
		this(kind, message, null);
	}

	public PermanentFailure(FailureKind kind, String message, Throwable cause) {
		this(kind, Said.quoted(message), cause);
	}

	public PermanentFailure(FailureKind kind, Said said) {
		this(kind, said, null);
	}

	public PermanentFailure(FailureKind kind, Said said, Throwable cause) {
		super(said.english(), cause);
		this.kind = kind;
		this.said = said;
	}

	public FailureKind kind() {
		return kind;
	}

	@Override
	public Said said() {
		return said;
	}

}
