package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real Docker engine of the tests' own, with compose beside it: its socket, images and
 * containers are in its folder, containers use the host's network. Images cannot be
 * pulled; one named {@value #BASE} is there, made of Debian's static busybox and the
 * stand-in of sparkone's API.
 *
 * <p>
 * It runs in process and mount namespaces of its own: whatever it started, and whatever
 * it mounted, is gone when it is, even when nobody could ask it to end.
 */
public final class DockerEngine implements LocalServer {

	/** The image of which others are built. */
	public static final String BASE = "holdfast/busybox:1";

	private static final Path BUSYBOX = Path.of("/bin/busybox");

	private static final Path PROGRAM = Path.of("/usr/sbin/dockerd");

	private static final Path CLIENT = Path.of("/usr/bin/docker");

	private static final Duration LIMIT = Patience.LIMIT;

	private final Path directory;

	private final ServerProcess process;

	/** An engine whose data and log are in this folder. */
	public DockerEngine(Path directory) {
		this.directory = Directories.create(directory);
		this.process = new ServerProcess("dockerd", directory.resolve("dockerd.log"),
				List.of("unshare", "--mount", "--pid", "--fork", "--kill-child=KILL", "--mount-proc",
						PROGRAM.toString(), "--bridge=none", "--iptables=false", "--ip6tables=false", "--data-root",
						directory.resolve("data").toString(), "--exec-root", directory.resolve("exec").toString(),
						"--pidfile", directory.resolve("dockerd.pid").toString(), "-H", socket()));
	}

	/** Why no engine can be started here; empty when one can. */
	public static Optional<String> missing() {
		if (!System.getProperty("user.name").equals("root")) {
			return Optional.of("A Docker engine of the tests' own needs root: these tests run in .ci/run as root.");
		}
		return List.of(PROGRAM, CLIENT, BUSYBOX)
			.stream()
			.filter((program) -> !Files.isExecutable(program))
			.findFirst()
			.map((program) -> program
					+ " is not there: ./holdfast fetch as root installs docker.io and busybox-static.");
	}

	@Override
	public void start() {
		this.process.start(() -> docker("version").exitCode() == 0, LIMIT);
		link(Binaries.compose(),
				Directories.create(this.directory.resolve("config/cli-plugins")).resolve("docker-compose"));
		importBase();
	}

	private void importBase() {
		Path root = this.directory.resolve("busybox");
		Path bin = Directories.create(root.resolve("bin"));
		Directories.create(root.resolve("tmp"));
		try {
			Files.copy(BUSYBOX, bin.resolve("busybox"));
			Files.copy(Binaries.sparkoneApi(), bin.resolve("sparkone-api"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The programs of the base image cannot be copied", ex);
		}
		List.of("sh", "wget", "sleep", "cat", "echo", "mkdir", "true", "false", "test", "ls", "rm")
			.forEach((name) -> link(Path.of("busybox"), bin.resolve(name)));
		Path archive = this.directory.resolve("busybox.tar");
		Programs.Answered packed = Programs.ask(Map.of(), "tar", "-C", root.toString(), "-cf", archive.toString(), ".");
		packed.demand();
		docker("import", archive.toString(), BASE).demand();
	}

	private static void link(Path target, Path link) {
		try {
			Files.deleteIfExists(link);
			Files.createSymbolicLink(link, target);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(link + " cannot be made", ex);
		}
	}

	/** What the engine's own client answers. */
	public Programs.Answered docker(String... arguments) {
		String[] command = new String[arguments.length + 1];
		command[0] = CLIENT.toString();
		System.arraycopy(arguments, 0, command, 1, arguments.length);
		return Programs.ask(environment(), command);
	}

	/** What a client of this engine needs in its environment. */
	public Map<String, String> environment() {
		return Map.of("DOCKER_HOST", socket(), "DOCKER_CONFIG", this.directory.resolve("config").toString());
	}

	private String socket() {
		return "unix://" + this.directory.resolve("socket");
	}

	/** Removes every container, then ends the engine with everything that it started. */
	@Override
	public void stop() {
		if (!isRunning()) {
			return;
		}
		List<String> containers = docker("ps", "--all", "--quiet").output().lines().toList();
		if (!containers.isEmpty()) {
			List<String> removing = new ArrayList<>(List.of("rm", "--force", "--volumes"));
			removing.addAll(containers);
			docker(removing.toArray(String[]::new)).demand();
		}
		this.process.stop();
	}

	@Override
	public boolean isRunning() {
		return this.process.isAlive();
	}

}
