package targets.systemd;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import targets.ssh.Answer;
import targets.ssh.Command;
import targets.ssh.Host;

/** Large files on a host, handled there: none of them travels. */
final class HostFiles {

	private static final Duration SHORT = Duration.ofSeconds(30);

	/** Reading or copying many gigabytes takes minutes. */
	static final Duration LONG = Duration.ofMinutes(15);

	/** What must be left on a disk after a copy. */
	private static final long SPARE = 64L << 20;

	private final Host host;

	private final Runnable alive;

	HostFiles(Host host, Runnable alive) {
		this.host = host;
		this.alive = alive;
	}

	/** The SHA-256 of a file's content; empty when there is no such file. */
	Optional<String> sha256(String path) {
		Command command = Command.of("sha256sum", "--", path);
		Answer answer = this.host.run(command, LONG, this.alive);
		if (answer.succeeded()) {
			String line = answer.output();
			return Optional.of(line.substring(line.startsWith("\\") ? 1 : 0).substring(0, 64));
		}
		if (answer.errors().contains("No such file or directory")) {
			return Optional.empty();
		}
		throw this.host.failure(FailureKind.FORBIDDEN, command, answer);
	}

	/** Fails when a copy of a file would leave a folder's disk without room. */
	void requireRoom(String folder, String file) {
		long bytes = Long.parseLong(demand("stat", "--dereference", "--format=%s", "--", file).strip());
		String[] columns = demand("df", "-Pk", "--", folder).strip()
			.lines()
			.reduce((a, b) -> b)
			.orElse("")
			.split("\\s+");
		long free = Long.parseLong(columns[3]) * 1024;
		if (free < bytes + SPARE) {
			throw new PermanentFailure(FailureKind.NO_SPACE,
					"host %s: the disk of %s has %d MB free, %s needs %d MB and %d MB must be left. Make room there."
						.formatted(this.host.place(), folder, free >> 20, file, bytes >> 20, SPARE >> 20));
		}
	}

	void makeFolder(String folder) {
		demand("mkdir", "-p", "--", folder);
	}

	/**
	 * Makes one file a whole copy of another, unless it is one; what a copy that was cut
	 * short left behind is replaced.
	 * @param operation its name on the host, of this run
	 * @param sha256 of the content that the copy must have
	 */
	void copy(String operation, String from, String to, String sha256) {
		Command copying = Command.of("cp", "--", from, to);
		for (String name : List.of(operation, operation + "-again")) {
			if (sha256(to).equals(Optional.of(sha256))) {
				return;
			}
			Answer answer = this.host.runDetached(name, copying, LONG, this.alive);
			if (!answer.succeeded()) {
				throw this.host.failure(FailureKind.FORBIDDEN, copying, answer);
			}
		}
		if (!sha256(to).equals(Optional.of(sha256))) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED,
					"host %s: the copy of %s is not what it must be (SHA-256 %s); it was not used."
						.formatted(this.host.place(), from, sha256));
		}
	}

	/** Ends a copy that goes on though nobody waits for it. */
	void endCopy(String operation) {
		for (String name : List.of(operation, operation + "-again")) {
			this.host.endDetached(name, Command.of("cp"), this.alive);
		}
	}

	/** Puts one file in the place of another at once, on the same disk. */
	void rename(String from, String to) {
		demand("mv", "-fT", "--", from, to);
	}

	/** Gives a file the permissions of another. */
	void permitAs(String path, String other) {
		demand("chmod", "--reference=" + other, "--", path);
	}

	void remove(String path) {
		demand("rm", "-f", "--", path);
	}

	void touch(String path) {
		demand("touch", "--", path);
	}

	/** Names of the files in a folder, the newest first; none when it is not there. */
	List<String> newestFirst(String folder) {
		Command command = Command.of("find", folder, "-mindepth", "1", "-maxdepth", "1", "-type", "f", "-printf",
				"%T@ %f\\n");
		Answer answer = this.host.run(command, SHORT, this.alive);
		if (!answer.succeeded()) {
			if (answer.errors().contains("No such file or directory")) {
				return List.of();
			}
			throw this.host.failure(FailureKind.FORBIDDEN, command, answer);
		}
		List<String> lines = new ArrayList<>(answer.output().lines().toList());
		lines.sort((one, other) -> Double.compare(time(other), time(one)));
		return lines.stream().map((line) -> line.substring(line.indexOf(' ') + 1)).toList();
	}

	private static double time(String line) {
		return Double.parseDouble(line.substring(0, line.indexOf(' ')));
	}

	private String demand(String... command) {
		return this.host.demand(Command.of(command), SHORT, FailureKind.FORBIDDEN, this.alive).output();
	}

}
