package stores;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * A host or pod that a store runs on: its programs are run and its files are read and
 * written there. Failures as with {@link BackupEngine}.
 */
public interface Machine {

	/** The machine as messages name it. */
	String place();

	/**
	 * Runs a program with its arguments, which no shell reads.
	 * @return whatever it answered; the exit code is the caller's to judge
	 */
	Said run(List<String> command, Duration within);

	/**
	 * Runs a program that takes long, once under this name where the machine can keep
	 * names: whoever calls again gets the answer of the one that ran.
	 */
	Said runOnce(String name, List<String> command, Duration within);

	/**
	 * Reads a file.
	 * @throws java.nio.file.NoSuchFileException when it is not there
	 */
	InputStream read(String path) throws IOException;

	/** Copies a file into a stream, which stays open. */
	default void copy(String path, OutputStream out) throws IOException {
		try (InputStream content = read(path)) {
			content.transferTo(out);
		}
	}

	/** Writes a file anew, readable for its owner only. */
	OutputStream write(String path) throws IOException;

	/**
	 * What a program said.
	 *
	 * @param exitCode its exit code
	 * @param output what it wrote
	 * @param errors what it wrote on its standard error
	 */
	record Said(int exitCode, String output, String errors) {

		private static final int SHOWN = 600;

		public boolean succeeded() {
			return exitCode == 0;
		}

		/** That a program has failed, for people. */
		public domain.people.Said ended(Machine where, List<String> command) {
			return domain.people.Said.of("%s: '%s' ended with code %d: %s", "%s: '%s' terminou com código %d: %s",
					where.place(), String.join(" ", command), exitCode, lastWords());
		}

		/** The end of what it said, as a message repeats it. */
		public String lastWords() {
			String said = (errors.isBlank() ? output : errors).strip();
			return said.length() <= SHOWN ? said : "..." + said.substring(said.length() - SHOWN);
		}

	}

}
