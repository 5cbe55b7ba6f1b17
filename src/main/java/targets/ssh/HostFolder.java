package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** A folder of a host and what is in it. */
final class HostFolder {

	static final Duration LONG = Duration.ofHours(1);

	private static final Duration SHORT = Duration.ofMinutes(1);

	private final Host host;

	private final String folder;

	private final Runnable alive;

	HostFolder(Host host, String folder, Runnable alive) {
		this.host = host;
		this.folder = folder;
		this.alive = alive;
	}

	/** By the host's own clock. */
	Instant now() {
		String seconds = this.host.demand(Command.of("date", "+%s"), SHORT, FailureKind.CONFLICT, this.alive).output();
		return Instant.ofEpochSecond(Long.parseLong(seconds.strip()));
	}

	/** Checksum and path of every file, in the order of the paths. */
	String checksums() {
		Command command = Command.of("find", ".", "-type", "f", "-exec", "sha256sum", "--", "{}", "+").in(this.folder);
		Answer answer = this.host.demand(command, LONG, FailureKind.NOT_FOUND, this.alive);
		if (answer.truncated()) {
			throw new PermanentFailure(FailureKind.PROFILE,
					Said.of("host %s: %s holds too many files for a list of them: name a smaller folder.",
							"servidor %s: %s contém arquivos demais para uma lista deles: indique uma pasta menor.",
							this.host.place(), this.folder));
		}
		if (answer.output().lines().anyMatch((line) -> line.startsWith("\\"))) {
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"host %s: %s holds files whose names hold line breaks or backslashes: rename them.",
					"servidor %s: %s contém arquivos cujos nomes têm quebras de linha ou barras invertidas: renomeie-os.",
					this.host.place(), this.folder));
		}
		return answer.output()
			.lines()
			.sorted((one, other) -> path(one).compareTo(path(other)))
			.collect(Collectors.joining("\n", "", "\n"));
	}

	private static String path(String line) {
		return line.substring(line.indexOf(' '));
	}

	/**
	 * Where a file of ours may lie: beside the folder, where there is room for such a
	 * thing; at the login's home when only root may write there, as beside
	 * {@code /models}.
	 */
	String besideOrAtHome(String ending) {
		Command command = Scripts.command(Scripts.ARCHIVE_PLACE, this.folder, ending);
		return this.host.demand(command, SHORT, FailureKind.FORBIDDEN, this.alive).output().strip();
	}

	/** Everything in it into an archive. Files that change meanwhile may be done with. */
	void pack(String archive) {
		Command command = Command.of("sh", "-c",
				"umask 077; exec tar --create --hard-dereference --file=\"$1\" --directory=\"$2\" .", "holdfast",
				archive, this.folder);
		Answer answer = this.host.run(command, LONG, this.alive);
		if (!answer.succeeded() && (answer.exitCode() == 1 || answer.diskFull())) {
			throw new TransientFailure(
					Said.of("host %s: %s cannot be packed now: %s", "servidor %s: %s não pode ser empacotado agora: %s",
							this.host.place(), this.folder, answer.lastWords()),
					null);
		}
		if (!answer.succeeded()) {
			throw this.host.failure(FailureKind.FORBIDDEN, Command.of("tar", this.folder), answer);
		}
	}

	void unpack(String archive) {
		Command command = Command.of("tar", "--extract", "--preserve-permissions", "--file=" + archive,
				"--directory=" + this.folder);
		this.host.demand(command, LONG, FailureKind.FORBIDDEN, this.alive);
		this.host.demand(Command.of("sync"), LONG, FailureKind.CONFLICT, this.alive);
	}

	void remove(String file) {
		this.host.demand(Command.of("rm", "-f", "--", file), SHORT, FailureKind.FORBIDDEN, this.alive);
	}

	/** The text of a file of any size; empty when it is not there. */
	static Optional<String> read(Host host, String path, Runnable alive) {
		try (InputStream content = Pieces.reading(host, path, alive)) {
			return Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (NoSuchFileException absent) {
			return Optional.empty();
		}
		catch (IOException unreadable) {
			throw new TransientFailure(Said.of("host %s: %s cannot be read: %s",
					"servidor %s: %s não pode ser lido: %s", host.place(), path, unreadable), unreadable);
		}
	}

}
