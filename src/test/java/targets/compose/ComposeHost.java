package targets.compose;

import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState;
import domain.profile.ComponentProfile;
import domain.profile.TargetProfile;
import domain.run.Mode;
import domain.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import local.DockerEngine;
import local.Needs;
import local.Sparkone;
import local.SshServer;
import secrets.Secrets;
import targets.ssh.SshHosts;

/** A host with a real SSH server, a real Docker engine and sparkone on it. */
final class ComposeHost implements AutoCloseable {

	static final Runnable ALIVE = () -> {
	};

	final DockerEngine engine;

	final SshServer server;

	final Sparkone sparkone;

	final SshHosts hosts = new SshHosts(new FileSecrets());

	final Projects projects = new Projects(this.hosts);

	final ComposeTarget target = new ComposeTarget(this.projects);

	final TargetProfile place;

	ComposeHost(Path folder) {
		Needs.orSkip(DockerEngine.missing());
		this.engine = new DockerEngine(folder.resolve("docker"));
		this.engine.start();
		this.server = new SshServer(folder.resolve("server"), this.engine.environment());
		this.server.start();
		noteCalls();
		this.sparkone = Sparkone.make(folder);
		this.place = place(this.sparkone.directory().toString());
	}

	/** The host's docker is one that notes what it is called with. */
	private void noteCalls() {
		Path program = this.server.home().resolve("bin/docker");
		String script = "#!/bin/sh\necho \"$@\" >> %s\nexec /usr/bin/docker \"$@\"\n".formatted(calls());
		try {
			Files.writeString(program, script);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		if (!program.toFile().setExecutable(true)) {
			throw new IllegalStateException(program + " cannot be made executable");
		}
	}

	private Path calls() {
		return this.server.file("docker-calls");
	}

	void forgetCalls() {
		try {
			Files.deleteIfExists(calls());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** How often docker was called with this word. */
	long calls(String word) {
		try {
			return Files.exists(calls()) ? Files.readAllLines(calls())
				.stream()
				.filter((line) -> List.of(line.split(" ")).contains(word))
				.count() : 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The target as a profile describes it, with another folder. */
	TargetProfile place(String directory) {
		return place(directory, null);
	}

	/** The same, named: things may be removed from it. */
	TargetProfile named() {
		return place(this.sparkone.directory().toString(),
				this.engine.docker("info", "--format", "{{.Name}}").demand().strip());
	}

	private TargetProfile place(String directory, String hostName) {
		return TargetProfile
			.overSsh("vps", TargetProfile.Kind.COMPOSE,
					new TargetProfile.Login("127.0.0.1", this.server.port(), this.server.user(),
							"file:" + this.server.file("client_ed25519"), this.server.hostKey()),
					directory, hostName)
			.withComposeFiles("docker-compose.prod.yml");
	}

	Workload service(String name) {
		return service(name, Duration.ofSeconds(20));
	}

	Workload service(String name, Duration readyWithin) {
		return new Workload(this.place, name, ComponentProfile.Kind.COMPOSE_SERVICE, name, name, null, readyWithin);
	}

	static Run run(String id) {
		return new Run("test/" + id, id, "Test", "sparkone", null, Mode.EXECUTE, "en");
	}

	static Run plan(String id) {
		return new Run("test/" + id, id, "Test", "sparkone", null, Mode.PLAN, "en");
	}

	WorkloadState observe(String service) {
		return this.target.observe(new WorkloadRequest(run("look"), service(service)));
	}

	/** What the project's compose answers on the host. */
	String compose(String... arguments) {
		Project project = this.projects.at(this.place, ALIVE);
		return project.demand(project.compose(arguments), domain.failure.FailureKind.NOT_READY);
	}

	/** Everything that runs goes; what was built stays. */
	void down() {
		compose("down", "--timeout", "1");
	}

	@Override
	public void close() {
		this.hosts.close();
		this.server.stop();
		this.engine.stop();
	}

	/** Secrets of files only. */
	private static final class FileSecrets implements Secrets {

		@Override
		public String resolve(String reference) {
			return find(reference).orElseThrow();
		}

		@Override
		public Optional<String> find(String reference) {
			try {
				return Optional.of(Files.readString(Path.of(reference.substring("file:".length()))).strip());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
