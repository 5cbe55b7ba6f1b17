package stores;

/** Told about long work as it goes on, and says when to stop. */
@FunctionalInterface
public interface Progress {

	/**
	 * Reports how far the work is; called at least every few seconds.
	 * @throws RuntimeException when the work is no longer wanted: it stops, removes what
	 * is half done and passes the exception on
	 */
	void report(String how);

}
