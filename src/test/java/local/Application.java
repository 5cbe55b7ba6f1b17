package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Holdfast itself as a child process on this JVM's class path: it can be killed like any
 * process and started again with the same environment.
 */
public final class Application implements LocalServer {

	private static final Duration LIMIT = Patience.LIMIT;

	/** The first JDK that warns about what gRPC and Netty use. */
	private static final int WARNS_OF_UNSAFE = 24;

	/**
	 * Started often and for minutes only: half the processor time until it is ready.
	 */
	private static final List<String> STARTS_LIGHTLY = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	private final int port = Ports.free();

	private final Map<String, String> environment;

	private final ServerProcess process;

	/**
	 * An application with this environment beside the port that it listens on; its log
	 * goes into the folder.
	 */
	public Application(Path directory, Map<String, String> environment) {
		this(directory, environment, command());
	}

	/**
	 * The packaged jar, which {@code mvn package} has made, unpacked and started as in
	 * the image.
	 */
	public static Application packaged(Path directory, Map<String, String> environment) {
		return new Application(directory, environment, Packaged.unpacked());
	}

	private Application(Path directory, Map<String, String> environment, List<String> program) {
		this.environment = new TreeMap<>(environment);
		this.environment.put("SERVER_PORT", Integer.toString(this.port));
		this.environment.put("SERVER_ADDRESS", "127.0.0.1");
		this.process = new ServerProcess("Holdfast", directory.resolve("holdfast.log"), program, this.environment);
	}

	private static List<String> command() {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"--enable-native-access=ALL-UNNAMED", "-Xmx1g"));
		command.addAll(STARTS_LIGHTLY);
		if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
			command.add("--sun-misc-unsafe-memory-access=allow");
		}
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), "app.HoldfastApplication"));
		return command;
	}

	@Override
	public synchronized void start() {
		if (!isRunning()) {
			this.process.start(this::isReady, LIMIT);
		}
	}

	/**
	 * Whether an application with this environment answers that it is ready, whoever
	 * started it.
	 */
	public boolean isReady() throws IOException, InterruptedException {
		return Web.answers(url() + "/actuator/health/readiness");
	}

	/**
	 * Whether it says that it is well, as the kubelet asks before it starts it again.
	 */
	public boolean isLive() throws IOException, InterruptedException {
		return Web.answers(url() + "/actuator/health/liveness");
	}

	/** Asks for a graceful shutdown and waits for it. */
	@Override
	public void stop() {
		this.process.stop();
	}

	/** SIGKILL. */
	public void kill() {
		this.process.kill();
	}

	@Override
	public boolean isRunning() {
		return this.process.isAlive();
	}

	public long pid() {
		return this.process.pid();
	}

	/**
	 * Waits until the process has ended, and returns its exit code: 137 after a SIGKILL.
	 */
	public int awaitEnd() {
		return this.process.awaitEnd();
	}

	public String url() {
		return "http://127.0.0.1:" + this.port;
	}

	public Path log() {
		return this.process.log();
	}

	/**
	 * Writes the environment as shell assignments, for {@code ./holdfast app}; only its
	 * owner may read the file.
	 */
	public void writeEnvironment(Path file) {
		String assignments = this.environment.entrySet()
			.stream()
			.map((entry) -> "%s='%s'%n".formatted(entry.getKey(), entry.getValue().replace("'", "'\\''")))
			.collect(Collectors.joining());
		Directories.write(file, assignments);
		try {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The access to " + file + " cannot be narrowed to its owner", ex);
		}
	}

}
