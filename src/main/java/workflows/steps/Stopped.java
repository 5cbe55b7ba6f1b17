package workflows.steps;

import domain.failure.FailureKind;

/**
 * A procedure goes no further and is taken back. Caught by {@link Conduct}; never leaves
 * a workflow.
 */
public final class Stopped extends RuntimeException {

	private final transient FailureKind kind;

	/**
	 * Stops a procedure.
	 * @param kind what stopped it; null for a person's no, which is an outcome and not a
	 * failure
	 * @param reason one sentence for people
	 */
	public Stopped(FailureKind kind, String reason) {
		super(reason);
		this.kind = kind;
	}

	/** A person said no. */
	public static Stopped rejected(String reason) {
		return new Stopped(null, reason);
	}

	FailureKind kind() {
		return kind;
	}

}
