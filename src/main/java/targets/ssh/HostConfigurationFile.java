package targets.ssh;

import com.fasterxml.jackson.annotation.JsonIgnore;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.time.Duration;
import java.util.Optional;

/**
 * A small file of a host with its permissions.
 *
 * @param path its absolute path
 * @param mode its permissions, octal
 * @param owner its user and group
 * @param content what it holds; null when it is not there
 */
record HostConfigurationFile(String path, String mode, String owner, byte[] content) {

	private static final int LIMIT = 4 << 20;

	private static final Duration SHORT = Duration.ofSeconds(30);

	static HostConfigurationFile read(Host host, String path, Runnable alive) {
		Optional<byte[]> content = host.readFile(HostFile.at(path), LIMIT, alive);
		if (content.isEmpty()) {
			return new HostConfigurationFile(path, null, null, null);
		}
		String[] words = host
			.demand(Command.of("stat", "--format=%a %u:%g %F", "--", path), SHORT, FailureKind.FORBIDDEN, alive)
			.output()
			.strip()
			.split(" ", 3);
		if (!words[2].startsWith("regular")) {
			throw new PermanentFailure(FailureKind.PROFILE,
					Said.of("host %s: %s is a %s: name the file itself in the profile.",
							"servidor %s: %s é um %s: indique o próprio arquivo no perfil.", host.place(), path,
							words[2]));
		}
		return new HostConfigurationFile(path, "0".repeat(Math.max(0, 3 - words[0].length())) + words[0], words[1],
				content.get());
	}

	@JsonIgnore
	boolean there() {
		return this.content != null;
	}

	/** Makes the host's file this one, reads it back, and says whether it was another. */
	boolean write(Host host, Runnable alive) {
		HostConfigurationFile now = read(host, this.path, alive);
		if (same(now)) {
			return false;
		}
		if (there()) {
			host.writeFile(HostFile.at(this.path).mode(this.mode).ownedBy(this.owner), this.content, alive);
		}
		else {
			host.demand(Command.of("rm", "-f", "--", this.path), SHORT, FailureKind.FORBIDDEN, alive);
		}
		if (!same(read(host, this.path, alive))) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					Said.of("host %s: %s is not what was just written to it: somebody else writes there.",
							"servidor %s: %s não é o que acabou de ser gravado nele: outro grava lá.", host.place(),
							this.path));
		}
		return true;
	}

	private boolean same(HostConfigurationFile other) {
		return java.util.Arrays.equals(this.content, other.content) && java.util.Objects.equals(this.mode, other.mode);
	}

}
