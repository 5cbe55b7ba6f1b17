package stores.postgresql;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import stores.Progress;

/** Runs one of PostgreSQL's own programs; ends it when it is no longer wanted. */
class Tool {

	private static final int SECONDS_TO_END = 5;

	/** More of the output than this says nothing new and would fill the memory. */
	private static final int KEPT = 64 << 20;

	/**
	 * What a program said.
	 *
	 * @param code its exit code
	 * @param output its standard output
	 * @param complaints its standard error
	 */
	record Answer(int code, String output, String complaints) {

		boolean succeeded() {
			return code == 0;
		}

	}

	/**
	 * Runs a program to its end, reporting every second. When the report throws, the
	 * program is ended first.
	 */
	Answer run(List<String> command, Map<String, String> environment, String what, Progress progress) {
		Process process = start(command, environment);
		try {
			CompletableFuture<String> output = drain(process.getInputStream());
			CompletableFuture<String> complaints = drain(process.getErrorStream());
			while (!process.waitFor(1, TimeUnit.SECONDS)) {
				progress.report(what);
			}
			return new Answer(process.exitValue(), output.join(), complaints.join());
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new TransientFailure(command.getFirst() + " was interrupted: the worker is shutting down",
					interrupted);
		}
		finally {
			end(process);
		}
	}

	private static Process start(List<String> command, Map<String, String> environment) {
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().putAll(environment);
		// Messages in English: some are told apart by their words.
		builder.environment().put("LC_ALL", "C");
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			return process;
		}
		catch (IOException missing) {
			throw new PermanentFailure(FailureKind.PROFILE, command.getFirst() + " cannot be started on the worker ("
					+ missing.getMessage() + "): install PostgreSQL's client programs (postgresql-client) there.",
					missing);
		}
	}

	private static void end(Process process) {
		if (!process.isAlive()) {
			return;
		}
		process.destroy();
		try {
			if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		}
		catch (InterruptedException interrupted) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private static CompletableFuture<String> drain(InputStream stream) {
		CompletableFuture<String> text = new CompletableFuture<>();
		Thread.ofVirtual().start(() -> {
			try (stream) {
				text.complete(readAll(stream));
			}
			catch (IOException | UncheckedIOException closed) {
				text.complete("(output ended early: " + closed.getMessage() + ")");
			}
		});
		return text;
	}

	private static String readAll(InputStream stream) throws IOException {
		ByteArrayOutputStream kept = new ByteArrayOutputStream();
		byte[] chunk = new byte[1 << 16];
		for (int length = stream.read(chunk); length >= 0; length = stream.read(chunk)) {
			kept.write(chunk, 0, Math.min(length, Math.max(0, KEPT - kept.size())));
		}
		return kept.toString(StandardCharsets.UTF_8);
	}

}
