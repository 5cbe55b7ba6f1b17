package targets.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Shell scripts that are shipped with us and given to a host's {@code sh} as text. */
final class Scripts {

	static final String OPERATION = read("operation.sh");

	static final String RUNNER = read("runner.sh");

	static final String WRITE_FILE = read("write-file.sh");

	static final String APPEND_FILE = read("append-file.sh");

	static final String FINISH_FILE = read("finish-file.sh");

	static final String ARCHIVE_PLACE = read("archive-place.sh");

	static final String SWITCH_FOLDERS = read("switch-folders.sh");

	static final String KEY = read("key.sh");

	static final String END_MARKED = read("end-marked.sh");

	/** Exit code of a script whose input did not arrive whole. */
	static final int CUT_SHORT = 75;

	private Scripts() {
	}

	/** The command that runs a script with these arguments. */
	static Command command(String script, String... arguments) {
		List<String> words = new ArrayList<>(List.of("sh", "-c", script, "holdfast"));
		words.addAll(List.of(arguments));
		return Command.of(words);
	}

	private static String read(String name) {
		try (InputStream stream = Scripts.class.getResourceAsStream(name)) {
			return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException unreadable) {
			throw new UncheckedIOException("The script " + name + " cannot be read from our own jar.", unreadable);
		}
	}

}
