package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A small file on a host and its copies beside it, called {@code FILE.holdfast-RUN}. All
 * have the file's own permissions and owner.
 */
final class FileCopies {

	private static final int LIMIT = 1 << 20;

	private static final int KEPT = 5;

	private static final Duration SHORT = Duration.ofSeconds(30);

	private static final Runnable NOBODY_WAITS = () -> {
	};

	private final Host host;

	private final String path;

	FileCopies(Host host, String path) {
		this.host = host;
		this.path = path;
	}

	/** The file's text. */
	String read() {
		return read(this.path).orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND,
				"change.file: \"%s\" was given; host %s has no such file".formatted(this.path, this.host.place())));
	}

	/** Makes the file this text, unless it is, and reads it back. */
	void write(String text) {
		if (read().equals(text)) {
			return;
		}
		this.host.writeFile(like(this.path), text.getBytes(StandardCharsets.UTF_8), NOBODY_WAITS);
		if (!read().equals(text)) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					Said.of("host %s: %s is not what was just written to it: somebody else writes there.",
							"servidor %s: %s não é o que acabou de ser gravado nele: outro grava lá.",
							this.host.place(), this.path));
		}
	}

	String name(String runId) {
		return fileName() + ".holdfast-" + runId;
	}

	/** The text of a copy; empty when it is not there. */
	Optional<String> copy(String name) {
		return read(folder() + name);
	}

	/** Keeps the text under this name, unless it is kept; the oldest go. */
	void keep(String name, String text) {
		if (copy(name).isPresent()) {
			return;
		}
		this.host.writeFile(like(folder() + name), text.getBytes(StandardCharsets.UTF_8), NOBODY_WAITS);
		names().stream().skip(KEPT).forEach((old) -> demand(Command.of("rm", "-f", "--", folder() + old)));
	}

	/** Names of the copies, the newest first. */
	List<String> names() {
		String prefix = fileName() + ".holdfast-";
		return demand(
				Command.of("find", folder(), "-mindepth", "1", "-maxdepth", "1", "-type", "f", "-printf", "%T@ %f\\n"))
			.lines()
			.map((line) -> line.split(" ", 2))
			.filter((words) -> words.length == 2 && words[1].startsWith(prefix))
			.sorted(Comparator.comparingDouble((String[] words) -> -Double.parseDouble(words[0])))
			.map((words) -> words[1])
			.toList();
	}

	/** With the permissions and the owner that the file has. */
	private HostFile like(String written) {
		String[] words = demand(Command.of("stat", "--format=%a %u:%g %F", "--", this.path)).strip().split(" ", 3);
		if (!words[2].startsWith("regular")) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					Said.of("host %s: %s is a %s: name the file itself in the profile.",
							"servidor %s: %s é um %s: indique o próprio arquivo no perfil.", this.host.place(),
							this.path, words[2]));
		}
		return HostFile.at(written).mode("0".repeat(Math.max(0, 3 - words[0].length())) + words[0]).ownedBy(words[1]);
	}

	private Optional<String> read(String file) {
		return this.host.readFile(HostFile.at(file), LIMIT, NOBODY_WAITS)
			.map((bytes) -> new String(bytes, StandardCharsets.UTF_8));
	}

	private String demand(Command command) {
		return this.host.demand(command, SHORT, FailureKind.FORBIDDEN, NOBODY_WAITS).output();
	}

	private String folder() {
		return this.path.substring(0, this.path.lastIndexOf('/') + 1);
	}

	private String fileName() {
		return this.path.substring(this.path.lastIndexOf('/') + 1);
	}

}
