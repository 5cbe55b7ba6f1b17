package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

	/** What a program answers with these variables added to ours, whatever it is. */
	static Answered ask(Map<String, String> environment, String... command) {
		return ask(null, environment, command);
	}

	/** The same in a folder. */
	static Answered ask(Path folder, Map<String, String> environment, String... command) {
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
			builder.directory((folder == null) ? null : folder.toFile());
			builder.environment().putAll(environment);
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Answered(List.of(command), process.waitFor(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(String.join(" ", command) + " cannot be run", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while running " + String.join(" ", command), ex);
		}
	}

	/**
	 * What a program answered.
	 *
	 * @param command program and arguments
	 * @param exitCode its exit code
	 * @param output its output and errors
	 */
	public record Answered(List<String> command, int exitCode, String output) {

		/** What it wrote; fails when it failed. */
		public String demand() {
			if (this.exitCode != 0) {
				throw new IllegalStateException("%s ended with code %d: %s".formatted(String.join(" ", this.command),
						this.exitCode, this.output));
			}
			return this.output;
		}

	}

}
