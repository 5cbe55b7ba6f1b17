package local;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A provider of keys as a program with a folder, which stands in for a web service: it
 * issues a key once for an operation, knows whether a key is good, and ends one.
 */
public final class KeyProvider {

	/** The key that is in use at the beginning. */
	public static final String FIRST = "key-1";

	private final Path folder;

	private KeyProvider(Path folder) {
		this.folder = folder;
	}

	/** One that has issued one key of this value. */
	public static KeyProvider make(Path folder, String value) {
		KeyProvider made = new KeyProvider(Directories.create(folder));
		Path program = Directories.write(Path.of(made.program()), Resources.text("/local/provider/keys.sh"));
		if (!program.toFile().setExecutable(true)) {
			throw new IllegalStateException(program + " cannot be made executable");
		}
		Directories.write(folder.resolve("keys").resolve(FIRST), value + "\n");
		return made;
	}

	/** Its program. */
	public String program() {
		return this.folder.resolve("keys.sh").toString();
	}

	/**
	 * It is {@code busy} once, {@code refuses} to issue, or is {@code deaf} to proofs.
	 */
	public void be(String mood) {
		Directories.write(this.folder.resolve(mood), "");
	}

	/** The value of a key, or {@code revoked}. */
	public String key(String id) {
		return Directories.read(this.folder.resolve("keys").resolve(id)).strip();
	}

	/** What it has issued and revoked, in the order of time. */
	public String log() {
		Path log = this.folder.resolve("log");
		return Files.exists(log) ? Directories.read(log) : "";
	}

}
