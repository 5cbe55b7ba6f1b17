package targets.ssh;

/**
 * What a command said.
 *
 * @param exitCode its exit code; 128 and more when a signal ended it
 * @param output its standard output, the last megabyte
 * @param errors its standard error, the last megabyte
 * @param truncated whether the begin of output or errors is missing because there was
 * more
 */
public record Answer(int exitCode, String output, String errors, boolean truncated) {

	static final String NO_SPACE = "No space left on device";

	private static final int SHOWN = 600;

	public boolean succeeded() {
		return this.exitCode == 0;
	}

	/** Whether the host had no room left for what the command wrote. */
	public boolean diskFull() {
		return !succeeded() && (has(NO_SPACE) || has("Disk quota exceeded"));
	}

	private boolean has(String words) {
		return this.errors.contains(words) || this.output.contains(words);
	}

	/**
	 * The end of what it said, as a message repeats it: errors, or output without any.
	 */
	String lastWords() {
		String said = (this.errors.isBlank() ? this.output : this.errors).strip();
		return (said.length() <= SHOWN) ? said : "..." + said.substring(said.length() - SHOWN);
	}

}
