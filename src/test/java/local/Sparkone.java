package local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small stand-in of the fifth runbook's system: a git repository and a clone of it that
 * holds a compose project, whose images are made of {@link DockerEngine#BASE}. Its
 * versions:
 *
 * <p>
 * {@value #GOOD} and {@value #BETTER} answer under {@code /health},
 * {@value #DOES_NOT_BUILD} cannot be built, {@value #UNHEALTHY} never gets healthy,
 * {@value #FAILS_TO_MIGRATE} ends its migration with an error, {@value #CRASHES} ends by
 * itself, {@value #SLOW_TO_BUILD} takes seconds to be built.
 */
public final class Sparkone {

	public static final String SYSTEM = "sparkone";

	public static final String GOOD = "v1.1.0";

	public static final String BETTER = "v1.2.0";

	public static final String DOES_NOT_BUILD = "v1.3.0-broken";

	public static final String UNHEALTHY = "v1.3.1-unhealthy";

	public static final String FAILS_TO_MIGRATE = "v1.3.2-migration";

	public static final String CRASHES = "v1.3.3-crash";

	public static final String SLOW_TO_BUILD = "v1.4.0-slow";

	private static final String FILES = "/local/sparkone/";

	private final Path origin;

	private final Path directory;

	private final int port = Ports.free();

	private Sparkone(Path folder) {
		this.origin = Directories.create(folder.resolve("origin"));
		this.directory = folder.resolve("sparkone");
	}

	/**
	 * Makes the repository with all versions and its clone on the host, at
	 * {@value #GOOD}; nothing is built or started yet.
	 */
	public static Sparkone make(Path folder) {
		Sparkone made = new Sparkone(folder);
		made.fillOrigin();
		made.git(folder, "clone", "--quiet", made.origin.toString(), made.directory.toString());
		made.git(made.directory, "checkout", "--quiet", "--detach", GOOD);
		Directories.write(made.directory.resolve(".env"), "API_PORT=%d%n".formatted(made.port));
		Directories.write(made.directory.resolve("letsencrypt/acme.json"), "{\"account\": 1}\n");
		Directories.write(folder.resolve("backup-key"), Base64.getEncoder().encodeToString(new byte[32]));
		return made;
	}

	private void fillOrigin() {
		git(this.origin, "init", "--quiet", "--initial-branch", "main");
		for (String file : List.of("docker-compose.prod.yml", "Dockerfile")) {
			Directories.write(this.origin.resolve(file), Resources.text(FILES + file));
		}
		// Maven leaves files of that name out of the class path.
		Directories.write(this.origin.resolve(".gitignore"), Resources.text(FILES + "gitignore"));
		for (String program : List.of("backup.sh", "verify_backup.sh", "restore.sh")) {
			program(this.origin.resolve("ops").resolve(program), Resources.text(FILES + program));
		}
		commit(GOOD, "true", "exit 0", "healthy");
		commit(BETTER, "true", "exit 0", "healthy");
		commit(DOES_NOT_BUILD, "echo 'cannot compile app' >&2; false", "exit 0", "healthy");
		commit(UNHEALTHY, "true", "exit 0", "unhealthy");
		commit(FAILS_TO_MIGRATE, "true", "echo 'relation users exists already' >&2; exit 3", "healthy");
		commit(CRASHES, "true", "exit 0", "crash");
		commit(SLOW_TO_BUILD, "sleep 6", "exit 0", "healthy");
	}

	private static void program(Path file, String content) {
		if (!Directories.write(file, content).toFile().setExecutable(true)) {
			throw new IllegalStateException(file + " cannot be made executable");
		}
	}

	private void commit(String version, String build, String migration, String behaviour) {
		Directories.write(this.origin.resolve("app/build.sh"), build + "\n");
		program(this.origin.resolve("app/alembic"), "#!/bin/sh\n" + migration + "\n");
		Directories.write(this.origin.resolve("app/version"), version + "\n");
		Directories.write(this.origin.resolve("app/behaviour"), behaviour + "\n");
		git(this.origin, "add", "--all");
		git(this.origin, "-c", "user.name=Holdfast", "-c", "user.email=holdfast@localhost", "commit", "--quiet",
				"--message", version);
		git(this.origin, "tag", version);
	}

	private String git(Path folder, String... arguments) {
		String[] command = new String[arguments.length + 1];
		command[0] = "git";
		System.arraycopy(arguments, 0, command, 1, arguments.length);
		return Programs.ask(folder, Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"), command)
			.demand()
			.strip();
	}

	/** The project's folder on the host. */
	public Path directory() {
		return this.directory;
	}

	/** Where its backups go. */
	public Path vault() {
		return this.directory.resolveSibling("vault");
	}

	/** Where the application finds it, behind this server. */
	public Map<String, String> environment(SshServer server) {
		Map<String, String> environment = new TreeMap<>(host(server));
		environment.put("SPARKONE_BACKUPS", vault().toString());
		environment.put("SPARKONE_BACKUP_KEY", "file:" + this.directory.resolveSibling("backup-key"));
		environment.put("SPARKONE_ACME", this.directory.resolve("letsencrypt/acme.json").toString());
		environment.put("SPARKONE_LOGS", Directories.create(this.directory.resolveSibling("logs")).toString());
		// Nothing of the stack asks the world outside.
		environment.put("SPARKONE_SITE", url());
		environment.put("SPARKONE_DOMAIN", "127.0.0.1");
		return environment;
	}

	/**
	 * The new host on which it is brought back, and what its preparation needs there.
	 * @param name what the host must call itself
	 */
	public Map<String, String> site(SshServer server, String name) {
		return Map.of("SPARKONE_NEW_HOST", "127.0.0.1", "SPARKONE_NEW_SSH_PORT", Integer.toString(server.port()),
				"SPARKONE_NEW_HOST_KEY", server.hostKey(), "SPARKONE_NEW_HOST_NAME", name, "SPARKONE_NEW_ADDRESS",
				"127.0.0.1", "SPARKONE_REPOSITORY", this.origin.toString(), "SPARKONE_NEW_VERSION", GOOD,
				"SPARKONE_SETTINGS",
				Directories.write(this.directory.resolveSibling("settings"), "API_PORT=1\n").toString());
	}

	/** What its own restore program has put into its database. */
	public String restored() {
		return Directories.read(this.directory.resolve("ops/restored.sql"));
	}

	/** Its folder is gone as if the host were; what was kept elsewhere stays. */
	public void lose() {
		Commands.run("mv", this.directory.toString(), this.directory + "-lost");
	}

	private Map<String, String> host(SshServer server) {
		return Map.of("SPARKONE_HOST", "127.0.0.1", "SPARKONE_SSH_PORT", Integer.toString(server.port()),
				"SPARKONE_SSH_USER", server.user(), "SPARKONE_SSH_KEY", "file:" + server.file("client_ed25519"),
				"SPARKONE_HOST_KEY", server.hostKey(), "SPARKONE_DIRECTORY", this.directory.toString(), "SPARKONE_URL",
				url(), "SPARKONE_SETTLE", "PT1S");
	}

	/** Where it answers. */
	public String url() {
		return "http://127.0.0.1:" + this.port;
	}

	/** The commit that the host's folder is at. */
	public String commit() {
		return git(this.directory, "rev-parse", "HEAD");
	}

	/** The commit of a version. */
	public String commit(String version) {
		return git(this.origin, "rev-parse", version + "^{commit}");
	}

	/** The version that answers that it is well. */
	public String runningVersion() {
		return Web.get(url() + "/health").replaceFirst(".*\"version\": \"([^\"]*)\".*", "$1");
	}

	/** How often its backup script was run. */
	public long backups() {
		Path taken = this.directory.resolve("ops/backups/taken");
		return Files.exists(taken) ? Directories.read(taken).lines().count() : 0;
	}

}
