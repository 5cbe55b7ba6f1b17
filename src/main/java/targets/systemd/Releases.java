package targets.systemd;

import domain.failure.FailureKind;
import domain.release.Live;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import targets.ssh.Answer;
import targets.ssh.Command;
import targets.ssh.Host;

/**
 * The versions of an application side by side in a folder of a host. When one was live
 * last says the time of a mark in its folder.
 */
final class Releases {

	private static final Duration SHORT = Duration.ofSeconds(30);

	private static final String MARK = ".holdfast-release";

	private final Host host;

	private final String folder;

	private final Runnable alive;

	Releases(Host host, String folder, Runnable alive) {
		this.host = host;
		this.folder = folder;
		this.alive = alive;
	}

	/** Where the versions are. */
	String all() {
		return this.folder + "/releases";
	}

	String path(String version) {
		return all() + "/" + version;
	}

	String link() {
		return this.folder + "/current";
	}

	/** The version that the link shows; empty when there is no such link. */
	Optional<Live> current() {
		Answer answer = this.host.run(Command.of("readlink", "--", link()), SHORT, this.alive);
		String shown = answer.output().strip();
		boolean ours = answer.succeeded()
				&& shown.matches("(" + java.util.regex.Pattern.quote(all()) + "|releases)/[^/]+");
		return ours ? Optional.of(shown.substring(shown.lastIndexOf('/') + 1)).map((name) -> new Live(name, name))
				: Optional.empty();
	}

	boolean has(String version) {
		return this.host.run(Command.of("test", "-d", path(version)), SHORT, this.alive).succeeded();
	}

	/** Lets the link show a version, at once. */
	void show(String version) {
		String next = this.folder + "/.current.holdfast-next";
		demand("ln", "-sfnT", "--", "releases/" + version, next);
		demand("mv", "-fT", "--", next, link());
	}

	/** Notes that a version was live now. */
	void mark(String version) {
		demand("touch", "--", path(version) + "/" + MARK);
	}

	/** Notes which run has unpacked a folder. */
	void sign(String path, String runId) {
		demand("touch", "--", path + "/.holdfast-" + runId);
	}

	/** Takes away a version that this run has unpacked, unless the link shows it. */
	void drop(String version, String runId) {
		boolean ours = this.host.run(Command.of("test", "-e", path(version) + "/.holdfast-" + runId), SHORT, this.alive)
			.succeeded();
		if (ours && !current().map(Live::version).equals(Optional.of(version))) {
			remove(version);
		}
	}

	private void remove(String version) {
		demand("rm", "-rf", "--one-file-system", "--", path(version));
	}

	/** Those that were live once, the one of last first. */
	List<Live> past() {
		Command command = Command.of("find", all(), "-mindepth", "2", "-maxdepth", "2", "-name", MARK, "-printf",
				"%T@ %h\\n");
		Answer answer = this.host.run(command, SHORT, this.alive);
		if (!answer.succeeded() && !answer.errors().contains("No such file or directory")) {
			throw this.host.failure(FailureKind.FORBIDDEN, command, answer);
		}
		return answer.output()
			.lines()
			.sorted((one, other) -> Double.compare(time(other), time(one)))
			.map((line) -> line.substring(line.lastIndexOf('/') + 1))
			.map((name) -> new Live(name, name))
			.toList();
	}

	private static double time(String line) {
		return Double.parseDouble(line.substring(0, line.indexOf(' ')));
	}

	/** Versions beyond the limit go, never these. */
	void prune(int keep, String... never) {
		List<String> names = past().stream().map(Live::version).toList();
		names.stream()
			.filter((name) -> !Stream.of(never).toList().contains(name))
			.skip(Math.max(0, keep - Math.max(0, never.length - 1)))
			.forEach(this::remove);
	}

	String demand(String... command) {
		return this.host.demand(Command.of(command), HostFiles.LONG, FailureKind.FORBIDDEN, this.alive).output();
	}

}
