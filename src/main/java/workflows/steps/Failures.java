package workflows.steps;

import domain.failure.FailureKind;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Optional;

/** Failures as workflow code throws and reads them. */
public final class Failures {

	private Failures() {
	}

	/**
	 * Ends the workflow with a message that names the field, what was given and what is
	 * allowed.
	 */
	public static ApplicationFailure input(String field, Object given, String allowed) {
		String shown = given == null ? "nothing" : "\"" + given + "\"";
		return of(FailureKind.INVALID_INPUT, field + ": " + shown + " was given; " + allowed);
	}

	/** A failure that ends the workflow and whose type is the kind's name. */
	public static ApplicationFailure of(FailureKind kind, String message) {
		return ApplicationFailure.newNonRetryableFailure(message, kind.name());
	}

	/** The kind of the failure at the bottom of the chain, when it is one of ours. */
	public static Optional<FailureKind> kind(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ApplicationFailure application) {
				return kindNamed(application.getType());
			}
		}
		return Optional.empty();
	}

	/**
	 * What went wrong in the words of whoever noticed it first, without the layers it
	 * came through.
	 */
	public static String words(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null && !(cause instanceof ApplicationFailure)) {
			cause = cause.getCause();
		}
		if (cause instanceof TimeoutFailure timeout) {
			return "no answer in time (" + timeout.getTimeoutType() + ")";
		}
		if (cause instanceof TemporalFailure temporal && temporal.getOriginalMessage() != null) {
			return temporal.getOriginalMessage();
		}
		return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
	}

	/** Whether it is, or was brought about by, a cancellation. */
	public static boolean cancelled(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof CanceledFailure) {
				return true;
			}
		}
		return false;
	}

	private static Optional<FailureKind> kindNamed(String type) {
		for (FailureKind kind : FailureKind.values()) {
			if (kind.name().equals(type)) {
				return Optional.of(kind);
			}
		}
		return Optional.empty();
	}

}
