package local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real Debian host in a container: systemd as its first process, sshd on a loopback
 * port, the unit {@code face_analyzer} of big-brother-cnn and units with every kind of
 * trouble. The user {@code ops} may log in and use sudo for systemctl and journalctl, the
 * user {@code guest} may only log in. Only root can boot it.
 */
public final class SystemdHost implements LocalServer {

	/** The user with sudo, and the one without. */
	public static final String USER = "ops";

	public static final String GUEST = "guest";

	private static final Path NSPAWN = Path.of("/usr/bin/systemd-nspawn");

	private static final List<String> UNITS = List.of("face_analyzer", "crashing", "flapping", "never_ready",
			"slow_to_stop");

	private static final Duration LIMIT = Patience.LIMIT;

	private final String name;

	private final int port = Ports.free();

	private final int healthPort = Ports.free();

	private final Path directory;

	private final Path root;

	private final ServerProcess process;

	/**
	 * A host of this name; its keys, its log and, while it runs, its system are in this
	 * folder.
	 */
	public SystemdHost(Path directory, String name) {
		missing().ifPresent((what) -> {
			throw new IllegalStateException(what);
		});
		this.name = name;
		this.directory = Directories.create(directory);
		this.root = this.directory.resolve("root");
		SshKeys.make(file("host_ed25519"), "ed25519");
		SshKeys.make(file("client_ed25519"), "ed25519");
		Path boot = Directories.write(file("boot.sh"), Resources.text("/local/systemd/boot.sh"));
		this.process = new ServerProcess(name, file("host.log"),
				List.of("unshare", "--pid", "--fork", "--kill-child=KILL", "--mount-proc", "sh", boot.toString(),
						this.root.toString(), name, Integer.toString(this.port)));
	}

	/** Why there can be no such host here, and what to do about it. */
	public static Optional<String> missing() {
		if (!System.getProperty("user.name").equals("root")) {
			return Optional.of("A systemd host can only be booted by root: run ./holdfast test as root.");
		}
		return (Files.isExecutable(NSPAWN) && Binaries.systemdHost().isPresent()) ? Optional.empty()
				: Optional
					.of("A systemd host needs %s and its system: run ./holdfast fetch as root on Debian or Ubuntu."
						.formatted(NSPAWN));
	}

	@Override
	public synchronized void start() {
		if (isRunning()) {
			return;
		}
		Commands.run("sh", "-c", Resources.text("/local/systemd/sweep.sh"));
		if (!Files.exists(this.root)) {
			Directories.create(this.root);
			Commands.run("tar", "-xf", Binaries.systemdHost().orElseThrow().toString(), "-C", this.root.toString());
			furnish();
		}
		// Before all services are up, logins are refused.
		this.process.start(() -> inside("systemctl", "is-system-running").strip().equals("running"), LIMIT);
		inside("chmod", "0755", "/models/measure");
		inside("chown", "-R", USER + ":", "/models", "/etc/bigbrother", "/var/log/bigbrother");
	}

	/**
	 * Puts a released model and its checksum file where versions come from.
	 * @param behaviour of the analyzer that loads it: {@code good}, {@code crash} or
	 * {@code error}, which is only in its journal
	 */
	public void model(String version, double accuracy, int latency, String behaviour) {
		write("models/incoming/face-%s.model".formatted(version),
				"version=%s\naccuracy=%s\nlatency=%d\nbehaviour=%s\n".formatted(version, accuracy, latency, behaviour));
		write("models/incoming/face-%s.model.sha256".formatted(version),
				Commands.answer(List.of("sha256sum", model(version).toString())).split(" ")[0]
						+ "  face-%s.model\n".formatted(version));
	}

	private Path model(String version) {
		return this.root.resolve("models/incoming/face-%s.model".formatted(version));
	}

	/** The version of the model that the analyzer has loaded. */
	public String loadedModel() {
		return Web.get(url()).replaceFirst(".*\"model\":\"([^\"]*)\".*", "$1");
	}

	/** A provider of keys as a program of the host, {@code /opt/provider/keys.sh}. */
	public KeyProvider keyProvider(String value) {
		KeyProvider provider = KeyProvider.make(this.root.resolve("opt/provider"), value);
		inside("chown", "-R", USER + ":", "/opt/provider");
		return provider;
	}

	/** A file on the host; empty when there is none. */
	public Optional<String> content(String path) {
		Path file = this.root.resolve(path.substring(1));
		return Files.exists(file) ? Optional.of(Directories.read(file)) : Optional.empty();
	}

	/** The names in a folder of the host, sorted. */
	public List<String> names(String folder) {
		return inside("ls", "-A", folder).lines().toList();
	}

	private void furnish() {
		// What the container is called, systemd changes to what this file says.
		write("etc/hostname", this.name + "\n");
		write("etc/hosts", "127.0.0.1 localhost\n127.0.1.1 %s\n".formatted(this.name));
		write("etc/ssh/sshd_config.d/local.conf", """
				ListenAddress 127.0.0.1:%d
				HostKey /etc/ssh/host_ed25519
				AuthorizedKeysFile /etc/ssh/authorized_keys
				PasswordAuthentication no
				""".formatted(this.port));
		write("etc/ssh/host_ed25519", Directories.read(file("host_ed25519")));
		SshKeys.onlyForItsOwner(this.root.resolve("etc/ssh/host_ed25519"));
		write("etc/ssh/authorized_keys", Directories.read(file("client_ed25519.pub")));
		write("opt/bigbrother/face_analyzer.pl", Resources.text("/local/systemd/face_analyzer.pl"));
		write("etc/bigbrother/environment", "PORT=%d\n".formatted(this.healthPort));
		Directories.create(this.root.resolve("var/lib/bigbrother"));
		Directories.create(this.root.resolve("var/log/bigbrother"));
		Directories.create(this.root.resolve("etc/logrotate.d"));
		write("etc/logrotate.d/bigbrother", """
				/var/log/bigbrother/system.log {
				  daily
				}
				/var/log/bigbrother/security.log {
				  hourly
				}
				/var/log/bigbrother/audit.log {
				  monthly
				}
				""");
		write("models/measure", Resources.text("/local/systemd/measure.sh"));
		Directories.create(this.root.resolve("models/incoming"));
		model("v1", 97.0, 40, "good");
		model("v2", 98.0, 50, "good");
		model("v3-inaccurate", 91.5, 50, "good");
		model("v4-bad", 99.0, 50, "error");
		Commands.run("cp", model("v1").toString(), this.root.resolve("models/face.model").toString());
		UNITS.forEach((unit) -> write("etc/systemd/system/" + unit + ".service",
				Resources.text("/local/systemd/" + unit + ".service")));
	}

	private void write(String path, String content) {
		Directories.write(this.root.resolve(path), content);
	}

	/** Pulls the plug, and removes the system. */
	@Override
	public synchronized void stop() {
		this.process.kill();
		Awaitility.await("the end of the host").atMost(LIMIT).until(this::nothingIsLeft);
		if (Files.exists(this.root)) {
			Commands.run("rm", "-rf", "--one-file-system", this.root.toString());
		}
	}

	/** A control group goes when the last process in it has gone. */
	private boolean nothingIsLeft() {
		return Stream.of("/sys/fs/cgroup", "/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified")
			.map((hierarchy) -> Path.of(hierarchy, "holdfast-host-" + this.port))
			.filter(Files::exists)
			.allMatch((group) -> Commands.succeeds("find", group.toString(), "-depth", "-type", "d", "-exec", "rmdir",
					"{}", "+"));
	}

	@Override
	public boolean isRunning() {
		return this.process.isAlive();
	}

	/** Runs a command on the host as root, without SSH; whatever it answers. */
	public String inside(String... command) {
		List<String> words = new ArrayList<>(
				List.of("nsenter", "--all", "--target", Long.toString(init().pid()), "--", "env", "LC_ALL=C.UTF-8"));
		words.addAll(List.of(command));
		return Commands.answer(words);
	}

	/** The host's first process: unshare, nspawn, then systemd. */
	private ProcessHandle init() {
		return ProcessHandle.of(this.process.pid())
			.stream()
			.flatMap(ProcessHandle::children)
			.flatMap(ProcessHandle::children)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The host has no first process yet."));
	}

	/**
	 * Kills what serves the open connections, as a network that breaks; returns how many.
	 */
	public int cutConnections() {
		List<ProcessHandle> servers = init().children().filter(SystemdHost::isSshd).toList();
		List<ProcessHandle> sessions = servers.stream()
			.flatMap(ProcessHandle::descendants)
			.filter(SystemdHost::isSshd)
			.toList();
		sessions.forEach(ProcessHandle::destroyForcibly);
		Awaitility.await().atMost(LIMIT).until(() -> sessions.stream().noneMatch(ProcessHandle::isAlive));
		return sessions.size();
	}

	private static boolean isSshd(ProcessHandle process) {
		return process.info().command().filter((command) -> command.endsWith("sshd")).isPresent();
	}

	/** Starts the face analyzer, unless it runs, and waits until it answers. */
	public void startAnalyzer() {
		inside("systemctl", "start", "face_analyzer");
		Awaitility.await("the face analyzer").ignoreExceptions().atMost(LIMIT).until(() -> Web.answers(url()));
	}

	/** How often the face analyzer was started since the host is there. */
	public int starts() {
		return lines("starts");
	}

	/** How often a unit was started that writes this down under a name. */
	public int lines(String name) {
		Path file = this.root.resolve("var/lib/bigbrother").resolve(name);
		return Files.exists(file) ? (int) Directories.read(file).lines().count() : 0;
	}

	/** A property of a unit, as systemd says it. */
	public String property(String unit, String property) {
		return inside("systemctl", "show", "--property=" + property, "--value", unit).strip();
	}

	/** Where the face analyzer answers while it runs. */
	public String url() {
		return "http://127.0.0.1:" + this.healthPort;
	}

	public int port() {
		return this.port;
	}

	/** The private key with which both users log in. */
	public Path key() {
		return file("client_ed25519");
	}

	/** The host's public key, as {@code ssh-keyscan} prints it behind the name. */
	public String hostKey() {
		String[] parts = Directories.read(file("host_ed25519.pub")).split(" ");
		return parts[0] + " " + parts[1];
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

}
