package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * One child process with its log file. It never outlives this JVM: a shutdown hook ends
 * it, and where the JVM itself is killed the kernel does.
 */
final class ServerProcess {

	private static final Set<ServerProcess> STARTED = ConcurrentHashMap.newKeySet();

	/**
	 * The kernel ends a child when the <em>thread</em> that made it ends, so all are made
	 * by one thread that lives as long as the JVM.
	 */
	private static final ExecutorService SPAWNER = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("server-spawner").factory());

	private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

	private static final int LINES_SHOWN = 20;

	static {
		Runtime.getRuntime()
			.addShutdownHook(
					Thread.ofPlatform().name("server-stopper").unstarted(() -> STARTED.forEach(ServerProcess::kill)));
	}

	private final String name;

	private final Path log;

	private final List<String> command;

	private final Map<String, String> environment;

	private volatile Process process;

	ServerProcess(String name, Path log, List<String> command) {
		this(name, log, command, Map.of());
	}

	ServerProcess(String name, Path log, List<String> command, Map<String, String> environment) {
		this.name = name;
		this.log = log;
		this.command = command;
		this.environment = environment;
	}

	/**
	 * Starts the process and waits until {@code ready} is true; an exception of
	 * {@code ready} counts as not yet.
	 */
	void start(Callable<Boolean> ready, Duration limit) {
		start();
		try {
			Awaitility.await(this.name + " to be ready")
				.pollInSameThread()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(50))
				.atMost(limit)
				.ignoreExceptions()
				.failFast(this.name + " ended", () -> !isAlive())
				.until(ready);
		}
		catch (ConditionTimeoutException | TerminalFailureException ex) {
			checkAlive();
			kill();
			throw new IllegalStateException(describe("is not ready after " + limit.toSeconds() + " s"), ex);
		}
	}

	/** Fails with the last lines of the log when the process has ended. */
	void checkAlive() {
		if (!isAlive()) {
			throw new IllegalStateException(describe("ended with code " + this.process.exitValue()));
		}
	}

	private String describe(String state) {
		return "%s %s. Command: %s. Last lines of %s:%n%s".formatted(this.name, state, String.join(" ", this.command),
				this.log, lastLines());
	}

	void start() {
		try {
			this.process = SPAWNER.submit(this::spawn).get();
			STARTED.add(this);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while starting " + this.name, ex);
		}
		catch (java.util.concurrent.ExecutionException ex) {
			throw new IllegalStateException(
					"%s cannot be started by: %s".formatted(this.name, String.join(" ", this.command)), ex.getCause());
		}
	}

	private Process spawn() throws IOException {
		Files.createDirectories(this.log.toAbsolutePath().getParent());
		ProcessBuilder builder = new ProcessBuilder(dyingWithUs(this.command));
		builder.environment().putAll(this.environment);
		builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
		builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()));
		return builder.start();
	}

	/**
	 * The command, wrapped so that the kernel kills it when the thread that started it is
	 * gone.
	 */
	static List<String> dyingWithUs(List<String> command) {
		if (!Files.isExecutable(SETPRIV)) {
			return command;
		}
		List<String> wrapped = new ArrayList<>(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
		wrapped.addAll(command);
		return wrapped;
	}

	/**
	 * Asks the process to end (SIGTERM), kills it when it does not within a minute, and
	 * waits for its end.
	 */
	void stop() {
		stop("TERM");
	}

	void stop(String signal) {
		if (!isAlive()) {
			return;
		}
		signal(signal);
		try {
			if (!this.process.waitFor(1, TimeUnit.MINUTES)) {
				kill();
			}
			STARTED.remove(this);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			kill();
		}
	}

	/** SIGKILL, as a crash does it; returns when the process is gone. */
	void kill() {
		if (this.process != null) {
			this.process.destroyForcibly().onExit().join();
			STARTED.remove(this);
		}
	}

	private void signal(String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, Long.toString(this.process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Signal " + signal + " could not be sent to " + this.name, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	boolean isAlive() {
		return this.process != null && this.process.isAlive();
	}

	/** Waits until the process has ended, and returns its exit code. */
	int awaitEnd() {
		return this.process.onExit().join().exitValue();
	}

	long pid() {
		return this.process.pid();
	}

	Path log() {
		return this.log;
	}

	private String lastLines() {
		try {
			List<String> lines = new String(Files.readAllBytes(this.log), StandardCharsets.UTF_8).lines().toList();
			return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
		}
		catch (IOException ex) {
			return "(the log cannot be read: " + ex.getMessage() + ")";
		}
	}

}
