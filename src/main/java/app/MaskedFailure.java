package app;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.util.Objects;
import secrets.Mask;

/**
 * Failures without what looks like a secret: they are kept in a workflow's history and
 * written to our log.
 */
final class MaskedFailure {

	private static final Mask MASK = Mask.byForm();

	/** A chain of causes that is longer than this is cut off. */
	private static final int DEEPEST = 20;

	private MaskedFailure() {
	}

	/** The text without secrets; null stays null. */
	static String text(String message) {
		return (message == null) ? null : MASK.apply(message);
	}

	/**
	 * The failure itself when nothing in it, or in what caused it, looks like a secret;
	 * else one of the same type and place that does not show it.
	 */
	static RuntimeException of(RuntimeException failure) {
		return showsSecret(failure) ? masked(failure, 0) : failure;
	}

	/** The same for what caused a failure; null stays null. */
	static Throwable ofCause(Throwable cause) {
		return (cause != null && showsSecret(cause)) ? masked(cause, 0) : cause;
	}

	private static boolean showsSecret(Throwable failure) {
		Throwable each = failure;
		for (int depth = 0; each != null && depth < DEEPEST; depth++) {
			if (!Objects.equals(text(message(each)), message(each))) {
				return true;
			}
			each = each.getCause();
		}
		return false;
	}

	private static ApplicationFailure masked(Throwable failure, int depth) {
		Throwable cause = (depth < DEEPEST) ? failure.getCause() : null;
		String type = (failure instanceof ApplicationFailure ours) ? ours.getType() : failure.getClass().getName();
		ApplicationFailure masked = ApplicationFailure.newBuilder()
			.setMessage(text(message(failure)))
			.setType(type)
			.setCause((cause == null) ? null : masked(cause, depth + 1))
			.build();
		masked.setStackTrace(failure.getStackTrace());
		return masked;
	}

	private static String message(Throwable failure) {
		return (failure instanceof TemporalFailure ours) ? ours.getOriginalMessage() : failure.getMessage();
	}

}
