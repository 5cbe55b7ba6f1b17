package ledger;

import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import io.temporal.api.failure.v1.Failure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import secrets.Mask;

/**
 * A failure as the Temporal UI names it. The same words are found in a live exception and
 * in a history: the outermost failure that the application threw, else the outermost one.
 *
 * @param type the failure's type
 * @param message the failure's message, without what looks like a secret
 */
record FailureText(String type, String message) {

	/** What {@code app.FailureMapping} calls a failure that may pass. */
	private static final String TRANSIENT = "TRANSIENT";

	FailureText {
		message = (message == null) ? null : Mask.byForm().apply(message);
	}

	/** In the words that {@code app.FailureMapping} writes into the history. */
	static FailureText of(Throwable thrown, String language) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			switch (cause) {
				case PermanentFailure permanent -> {
					return new FailureText(permanent.kind().name(), permanent.said().in(language));
				}
				case TransientFailure passing -> {
					return new FailureText(TRANSIENT, passing.said().in(language));
				}
				case ApplicationFailure failure -> {
					return new FailureText(failure.getType(), failure.getOriginalMessage());
				}
				case CanceledFailure canceled -> {
					return new FailureText("CANCELED", canceled.getOriginalMessage());
				}
				default -> {
					if (!(cause instanceof io.temporal.failure.TemporalFailure)) {
						return new FailureText(cause.getClass().getName(), cause.getMessage());
					}
				}
			}
		}
		return new FailureText(thrown.getClass().getSimpleName(), thrown.getMessage());
	}

	static FailureText of(Failure failure) {
		for (Failure cause = failure; cause != null; cause = cause.hasCause() ? cause.getCause() : null) {
			if (cause.hasApplicationFailureInfo()) {
				return new FailureText(cause.getApplicationFailureInfo().getType(), cause.getMessage());
			}
			if (cause.hasCanceledFailureInfo()) {
				return new FailureText("CANCELED", cause.getMessage());
			}
			if (cause.hasTimeoutFailureInfo()) {
				return new FailureText(cause.getTimeoutFailureInfo().getTimeoutType().name(), cause.getMessage());
			}
		}
		return new FailureText(failure.getFailureInfoCase().name(), failure.getMessage());
	}

}
