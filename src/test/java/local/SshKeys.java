package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Key pairs for SSH servers and those who log in. */
final class SshKeys {

	private SshKeys() {
	}

	/** Makes a pair, the public key beside the private one, unless it is there. */
	static void make(Path file, String type) {
		if (!Files.exists(file)) {
			Commands.run("ssh-keygen", "-q", "-t", type, "-N", "", "-C", file.getFileName().toString(), "-f",
					file.toString());
		}
	}

	/** As sshd wants its host keys to be. */
	static void onlyForItsOwner(Path file) {
		try {
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The access to " + file + " cannot be narrowed to its owner", ex);
		}
	}

}
