package stores;

/** Told about long work as it goes on, and says when to stop. */
@FunctionalInterface
public interface Progress {

	/** For a look that is short: nobody needs to hear that it goes on. */
	Progress SHORT = how -> {
	};

	/**
	 * Reports how far the work is; called at least every few seconds.
	 * @throws RuntimeException when the work is no longer wanted: it stops, removes what
	 * is half done and passes the exception on
	 */
	void report(String how);

}
