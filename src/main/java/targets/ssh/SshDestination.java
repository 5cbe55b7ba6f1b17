package targets.ssh;

import domain.backup.Part;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import stores.BackupDestination;
import stores.Checksums;
import stores.Progress;
import stores.Sink;

/**
 * A folder on a host that is reached by SSH. What is half written ends in {@code .part}
 * and is readable by nobody else; it gets its name when the host itself has found the
 * checksum right.
 */
@Component
class SshDestination implements BackupDestination {

	private static final String UNFINISHED = ".part";

	private static final Duration SHORT = Duration.ofMinutes(1);

	private static final Duration CHECKSUM = Duration.ofHours(1);

	private static final Runnable NOBODY_WAITS = () -> {
	};

	private final SshHosts hosts;

	SshDestination(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public Destination.Kind kind() {
		return Destination.Kind.SSH;
	}

	@Override
	public Optional<String> missing(Source source) {
		String of = " of destination '" + source.destination().name() + "'";
		String folder = source.destination().folder();
		if (folder == null || !folder.startsWith("/")) {
			return Optional.of("'folder'" + of + " (an absolute path)");
		}
		return (source.destinationTarget() == null) ? Optional.of("'target'" + of) : Optional.empty();
	}

	@Override
	public Part write(Source source, String name, Sink.Content content, Progress progress) {
		Host host = host(source);
		Runnable alive = () -> progress.report("writing " + name + " to " + host.place());
		String unfinished = begin(source, host, name, alive);
		boolean finished = false;
		try {
			OutputStream file = Pieces.writing(host, unfinished, alive);
			Checksums.Counted counted = Checksums.counting(file, name, content, progress);
			file.close();
			finish(host, unfinished, counted.sha256(), path(source, name), alive);
			finished = true;
			return new Part(name, counted.bytes(), counted.sha256());
		}
		catch (IOException failure) {
			throw new TransientFailure(Said.of("backup file %s cannot be written: %s",
					"o arquivo de backup %s não pode ser gravado: %s", place(source, name), failure.getMessage()),
					failure);
		}
		finally {
			if (!finished) {
				remove(host, unfinished);
			}
		}
	}

	private static String begin(Source source, Host host, String name, Runnable alive) {
		Command command = Command.of("sh", "-c",
				"set -eu; umask 077; mkdir -p \"$1\"; mktemp \"$1/$2.XXXXXXXX" + UNFINISHED + "\"", "holdfast",
				folder(source), name);
		Answer answer = host.run(command, SHORT, alive);
		if (!answer.succeeded()) {
			throw Pieces.refused(host, Command.of("write", folder(source)), answer);
		}
		return answer.output().strip();
	}

	private static void finish(Host host, String unfinished, String sha256, String path, Runnable alive) {
		Answer answer = host.run(Scripts.command(Scripts.FINISH_FILE, unfinished, sha256, path), CHECKSUM, alive);
		if (!answer.succeeded()) {
			throw Pieces.refused(host, Command.of("rename", path), answer);
		}
	}

	private static void remove(Host host, String path) {
		host.demand(Command.of("rm", "-f", "--", path), SHORT, FailureKind.FORBIDDEN, NOBODY_WAITS);
	}

	@Override
	public InputStream read(Source source, String name) throws IOException {
		return Pieces.reading(host(source), path(source, name), NOBODY_WAITS);
	}

	@Override
	public List<Part> list(Source source) {
		return files(source, host(source)).stream().filter((part) -> !part.name().endsWith(UNFINISHED)).toList();
	}

	private static List<Part> files(Source source, Host host) {
		Command command = Command.of("find", folder(source) + "/", "-mindepth", "1", "-maxdepth", "1", "-type", "f",
				"-printf", "%s %f\\n");
		Answer answer = host.run(command, SHORT, NOBODY_WAITS);
		if (!answer.succeeded() && answer.errors().contains("No such file or directory")) {
			return List.of();
		}
		if (!answer.succeeded() || answer.truncated()) {
			throw host.failure(FailureKind.FORBIDDEN, command, answer);
		}
		return answer.output()
			.lines()
			.map((line) -> line.split(" ", 2))
			.map((words) -> new Part(words[1], Long.parseLong(words[0]), null))
			.toList();
	}

	@Override
	public void delete(Source source, String name) {
		remove(host(source), path(source, name));
	}

	@Override
	public void clean(Source source, String id) {
		Host host = host(source);
		files(source, host).stream()
			.map(Part::name)
			.filter((name) -> name.startsWith(id + ".") && name.endsWith(UNFINISHED))
			.forEach((name) -> remove(host, path(source, name)));
	}

	@Override
	public String place(Source source, String name) {
		return this.hosts.host(source.destinationTarget()).place() + ":" + path(source, name);
	}

	/** Confirmed to be the one meant, where the profile gives its name. */
	private Host host(Source source) {
		Host host = this.hosts.host(source.destinationTarget());
		if (source.destinationTarget().hostName() != null) {
			host.confirmIdentity(NOBODY_WAITS);
		}
		return host;
	}

	private static String path(Source source, String name) {
		return folder(source) + "/" + name;
	}

	private static String folder(Source source) {
		return source.destination().folder().replaceAll("/+$", "");
	}

}
