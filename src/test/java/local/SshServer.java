package local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A real OpenSSH server on a loopback port, for the user who runs the tests, with keys of
 * its own in its folder. Its clients' home is a folder beside them.
 */
public final class SshServer implements LocalServer {

	private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

	private static final Duration LIMIT = Patience.LIMIT;

	private final int port = Ports.free();

	private final Path directory;

	private final Path home;

	private final Map<String, String> environment;

	private final ServerProcess process;

	/** A server whose keys, home folder and log are kept in this folder. */
	public SshServer(Path directory) {
		this(directory, Map.of());
	}

	/** The same, whose commands find these variables in their environment. */
	public SshServer(Path directory, Map<String, String> environment) {
		if (!Files.isExecutable(PROGRAM)) {
			throw new IllegalStateException(
					"The tests need %s: run ./holdfast fetch once as root, or install openssh-server."
						.formatted(PROGRAM));
		}
		this.environment = environment;
		this.directory = Directories.create(directory);
		this.home = Directories.create(directory.resolve("home"));
		Directories.create(this.home.resolve("bin"));
		makeKey("host_ed25519", "ed25519");
		makeKey("host_rsa", "rsa");
		makeKey("client_ed25519", "ed25519");
		makeKey("client_rsa", "rsa");
		makeKey("stranger", "ed25519");
		Directories.write(file("authorized_keys"),
				Directories.read(file("client_ed25519.pub")) + Directories.read(file("client_rsa.pub")));
		Directories.write(file("sshd_config"), configuration());
		this.process = new ServerProcess("sshd", file("sshd.log"),
				List.of(PROGRAM.toString(), "-D", "-e", "-f", file("sshd_config").toString()));
	}

	private String configuration() {
		return """
				ListenAddress 127.0.0.1:%d
				HostKey %s
				HostKey %s
				PidFile %s
				AuthorizedKeysFile %s
				StrictModes no
				UsePAM no
				PermitRootLogin prohibit-password
				PasswordAuthentication no
				KbdInteractiveAuthentication no
				SetEnv HOME=%s PATH=%s:/usr/sbin:/usr/bin:/sbin:/bin%s
				""".formatted(this.port, file("host_ed25519"), file("host_rsa"), file("sshd.pid"),
				file("authorized_keys"), this.home, this.home.resolve("bin"), variables());
	}

	/** On the same line: of several SetEnv only the first counts. */
	private String variables() {
		return this.environment.entrySet()
			.stream()
			.map((variable) -> " %s=%s".formatted(variable.getKey(), variable.getValue()))
			.collect(Collectors.joining());
	}

	@Override
	public synchronized void start() {
		if (isRunning()) {
			return;
		}
		if (user().equals("root")) {
			// Where the package's service is not run, nobody has made it.
			Directories.create(Path.of("/run/sshd"));
		}
		this.process.start(this::greets, LIMIT);
	}

	private boolean greets() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII).equals("SSH-");
		}
	}

	/** Ends the server and every connection. */
	@Override
	public synchronized void stop() {
		cutConnections();
		this.process.stop();
	}

	@Override
	public boolean isRunning() {
		return this.process.isAlive();
	}

	/**
	 * Kills what serves the open connections, as a network that breaks; returns how many.
	 */
	public int cutConnections() {
		List<ProcessHandle> sessions = isRunning()
				? ProcessHandle.of(this.process.pid()).orElseThrow().descendants().filter(SshServer::isSshd).toList()
				: List.of();
		sessions.forEach(ProcessHandle::destroyForcibly);
		Awaitility.await().atMost(LIMIT).until(() -> sessions.stream().noneMatch(ProcessHandle::isAlive));
		return sessions.size();
	}

	/** How many connections are open. */
	public long connections() {
		return ProcessHandle.of(this.process.pid()).orElseThrow().children().filter(SshServer::isSshd).count();
	}

	private static boolean isSshd(ProcessHandle process) {
		return process.info().command().filter((command) -> command.endsWith("sshd")).isPresent();
	}

	public int port() {
		return this.port;
	}

	/** Who may log in. */
	public String user() {
		return System.getProperty("user.name");
	}

	/** The clients' home folder; programs in its {@code bin} come first. */
	public Path home() {
		return this.home;
	}

	/** The host's public key, as {@code ssh-keyscan} prints it behind the name. */
	public String hostKey() {
		return publicKey("host_ed25519");
	}

	public String publicKey(String name) {
		String[] parts = Directories.read(file(name + ".pub")).split(" ");
		return parts[0] + " " + parts[1];
	}

	/**
	 * One of the server's key files: {@code client_ed25519}, {@code client_rsa},
	 * {@code stranger} (which may not log in), {@code host_rsa}.
	 */
	public Path file(String name) {
		return this.directory.resolve(name);
	}

	private void makeKey(String name, String type) {
		SshKeys.make(file(name), type);
	}

}
