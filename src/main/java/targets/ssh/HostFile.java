package targets.ssh;

import java.util.regex.Pattern;

/**
 * A file on a host.
 *
 * @param path absolute path
 * @param mode permissions when it is written, in octal as {@code 0640}
 * @param owner {@code user} or {@code user:group} when it is written; null: who writes it
 * @param sudo whether root reads or writes it, by {@code sudo} without a password (to
 * write: of {@code sh})
 */
public record HostFile(String path, String mode, String owner, boolean sudo) {

	private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");

	private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?");

	public HostFile {
		require(path.startsWith("/") && !path.endsWith("/"), "path", path, "an absolute path of a file");
		require(MODE.matcher(mode).matches(), "mode", mode, "three or four octal digits");
		require(owner == null || OWNER.matcher(owner).matches(), "owner", owner, "user or user:group");
	}

	/** A file that only its owner may read and write. */
	public static HostFile at(String path) {
		return new HostFile(path, "0600", null, false);
	}

	/** The same with these permissions. */
	public HostFile mode(String octal) {
		return new HostFile(this.path, octal, this.owner, this.sudo);
	}

	/** The same with this owner. */
	public HostFile ownedBy(String userAndGroup) {
		return new HostFile(this.path, this.mode, userAndGroup, this.sudo);
	}

	/** The same, read and written by root. */
	public HostFile asRoot() {
		return new HostFile(this.path, this.mode, this.owner, true);
	}

	private static void require(boolean fits, String field, String given, String allowed) {
		if (!fits) {
			throw new IllegalArgumentException(
					"A file on a host has the %s '%s', allowed is %s.".formatted(field, given, allowed));
		}
	}

}
