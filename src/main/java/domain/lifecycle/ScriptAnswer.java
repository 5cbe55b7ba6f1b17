package domain.lifecycle;

/**
 * How a command ended.
 *
 * @param exitCode its exit code; 0 is good
 * @param output the last of what it wrote
 */
public record ScriptAnswer(int exitCode, String output) {

	public boolean good() {
		return exitCode == 0;
	}

}
