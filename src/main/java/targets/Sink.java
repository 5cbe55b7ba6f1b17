package targets;

/**
 * Takes what a target has to say about a workload, a text at a time. Whoever hands a text
 * over need not mask nor shorten it. Safe for several threads.
 */
public interface Sink {

	/**
	 * Keeps a text.
	 * @param path where it stands below the workload, for example
	 * {@code pods/web-1/log.txt}
	 * @param what what it is, in words
	 */
	void text(String path, String what, String text);

	/** Notes what could not be had, and why: the rest is still worth keeping. */
	void missing(String path, String what, String why);

}
