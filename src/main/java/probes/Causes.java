package probes;

/** What went wrong, in the words of whoever noticed it first. */
public final class Causes {

	private Causes() {
	}

	/** The deepest message of a chain of exceptions. */
	public static String words(Throwable failure) {
		String words = failure.getClass().getSimpleName();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
				words = cause.getMessage();
			}
			else if (cause.getCause() == null) {
				words = cause.getClass().getSimpleName();
			}
		}
		return words;
	}

	/** The first exception of a type in the chain, or null. */
	public static <T extends Throwable> T first(Class<T> type, Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

}
