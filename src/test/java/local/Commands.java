package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of this machine that tests run to their end. */
final class Commands {

	private Commands() {
	}

	/** Runs a program that must succeed. */
	static void run(String... command) {
		Ended ended = end(List.of(command));
		if (ended.code() != 0) {
			throw new IllegalStateException(
					"%s ended with code %d: %s".formatted(String.join(" ", command), ended.code(), ended.output()));
		}
	}

	static boolean succeeds(String... command) {
		return end(List.of(command)).code() == 0;
	}

	/** What a program says, however it ends. */
	static String answer(List<String> command) {
		return end(command).output();
	}

	private static Ended end(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Ended(process.waitFor(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(command.getFirst() + " cannot be run", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while running " + command.getFirst(), ex);
		}
	}

	private record Ended(int code, String output) {

	}

}
