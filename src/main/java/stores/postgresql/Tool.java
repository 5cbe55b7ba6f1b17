package stores.postgresql;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stores.Progress;

/** Runs one of PostgreSQL's own programs; ends it when it is no longer wanted. */
class Tool {

	private static final Logger log = LoggerFactory.getLogger(Tool.class);

	private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

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
		feed(InputStream.nullInputStream(), process.getOutputStream());
		return await(process, command, drain(process.getInputStream()), NOTHING, what, progress);
	}

	/**
	 * Runs a program whose output is written to a stream, which stays open.
	 * @throws IOException when the stream cannot be written to
	 */
	Answer runInto(OutputStream into, List<String> command, Map<String, String> environment, String what,
			Progress progress) throws IOException {
		Process process = start(command, environment);
		feed(InputStream.nullInputStream(), process.getOutputStream());
		CompletableFuture<Void> copying = copy(process.getInputStream(), into);
		return moving(() -> await(process, command, CompletableFuture.completedFuture(""), copying, what, progress));
	}

	/**
	 * Runs a program that reads a stream, as much of it as it wants; the stream stays
	 * open.
	 * @throws IOException when the stream cannot be read
	 */
	Answer runFrom(InputStream from, List<String> command, Map<String, String> environment, String what,
			Progress progress) throws IOException {
		Process process = start(command, environment);
		CompletableFuture<Void> feeding = feed(from, process.getOutputStream());
		return moving(() -> await(process, command, drain(process.getInputStream()), feeding, what, progress));
	}

	/** Whoever gave the stream knows what its failure means: a full disk, for example. */
	private static Answer moving(Supplier<Answer> work) throws IOException {
		try {
			return work.get();
		}
		catch (UncheckedIOException broken) {
			throw broken.getCause();
		}
	}

	private Answer await(Process process, List<String> command, CompletableFuture<String> output,
			CompletableFuture<Void> moving, String what, Progress progress) {
		try {
			CompletableFuture<String> complaints = drain(process.getErrorStream());
			while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
				if (moving.isCompletedExceptionally()) {
					moving.join();
				}
				progress.report(what);
			}
			moving.join();
			return new Answer(process.exitValue(), output.join(), complaints.join());
		}
		catch (CompletionException broken) {
			throw broken.getCause() instanceof RuntimeException failure ? failure : broken;
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
		// An archive holds the wall clock of whoever made it.
		builder.environment().put("TZ", "UTC");
		try {
			return builder.start();
		}
		catch (IOException missing) {
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"%s cannot be started on the worker (%s): install PostgreSQL's client programs (postgresql-client) there.",
					"%s não pode ser iniciado no worker (%s): instale lá os programas cliente do PostgreSQL (postgresql-client).",
					command.getFirst(), missing.getMessage()), missing);
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

	/** A failure of the reading or writing side ends the program, and is passed on. */
	private static CompletableFuture<Void> copy(InputStream output, OutputStream into) {
		CompletableFuture<Void> copied = new CompletableFuture<>();
		Thread.ofVirtual().start(() -> {
			try (output) {
				output.transferTo(into);
				copied.complete(null);
			}
			catch (IOException failure) {
				copied.completeExceptionally(new UncheckedIOException(failure));
			}
			catch (RuntimeException failure) {
				copied.completeExceptionally(failure);
			}
		});
		return copied;
	}

	/** A program that has read enough closes its side, which is no failure. */
	private static CompletableFuture<Void> feed(InputStream from, OutputStream input) {
		CompletableFuture<Void> fed = new CompletableFuture<>();
		Thread.ofVirtual().start(() -> {
			byte[] chunk = new byte[1 << 16];
			try (input) {
				for (int length = read(from, chunk); length >= 0 && !fed.isDone(); length = read(from, chunk)) {
					input.write(chunk, 0, length);
				}
				fed.complete(null);
			}
			catch (UncheckedIOException unreadable) {
				fed.completeExceptionally(unreadable);
			}
			catch (IOException closed) {
				log.debug("The program has read enough: {}", closed.getMessage());
				fed.complete(null);
			}
		});
		return fed;
	}

	private static int read(InputStream from, byte[] chunk) {
		try {
			return from.read(chunk);
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
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
