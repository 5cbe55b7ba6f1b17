package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of the cache that are run for their answer. */
public final class Programs {

	private Programs() {
	}

	/** What the plugin behind {@code docker compose} answers; fails when it fails. */
	public static String compose(String... arguments) {
		return run(Binaries.compose(), arguments);
	}

	/** What kubectl answers; fails when it fails. */
	public static String kubectl(String... arguments) {
		return run(Binaries.kubernetes("kubectl"), arguments);
	}

	private static String run(Path program, String... arguments) {
		List<String> command = new ArrayList<>(List.of(program.toString()));
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException("%s answered: %s".formatted(String.join(" ", command), answer));
			}
			return answer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(String.join(" ", command) + " cannot be run", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while running " + program, ex);
		}
	}

}
