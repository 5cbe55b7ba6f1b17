package targets.systemd;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import targets.ssh.Host;
import targets.ssh.HostFile;

/** What a version's file must be, by the checksum file that was released with it. */
final class Checksums {

	private static final int LIMIT = 1 << 20;

	private final Host host;

	private final HostFiles files;

	private final Runnable alive;

	Checksums(Host host, HostFiles files, Runnable alive) {
		this.host = host;
		this.files = files;
		this.alive = alive;
	}

	/** The SHA-256 that a checksum file has for a file, in the format of sha256sum. */
	String expected(String file, String checksumFile, String version) {
		String text = this.host.readFile(HostFile.at(checksumFile), LIMIT, this.alive)
			.map((bytes) -> new String(bytes, StandardCharsets.UTF_8))
			.orElseThrow(() -> missing(checksumFile, version));
		String name = file.substring(file.lastIndexOf('/') + 1);
		return text.lines()
			.map((line) -> line.strip().split("\\s+\\*?"))
			.filter((words) -> words[0].matches("[0-9a-fA-F]{64}"))
			.filter((words) -> words.length == 1 || words[1].substring(words[1].lastIndexOf('/') + 1).equals(name))
			.map((words) -> words[0].toLowerCase(Locale.ROOT))
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_VERIFIED,
					"host %s: %s has no SHA-256 of %s. Write it there by sha256sum.".formatted(this.host.place(),
							checksumFile, name)));
	}

	/** Fails unless the file is what its checksum file says; answers its SHA-256. */
	String require(String file, String checksumFile, String version) {
		String wanted = expected(file, checksumFile, version);
		String found = this.files.sha256(file).orElseThrow(() -> missing(file, version));
		if (!found.equals(wanted)) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED,
					"host %s: %s has the SHA-256 %s, its checksum file %s says %s: it is not what was released. Nothing was changed."
						.formatted(this.host.place(), file, found, checksumFile, wanted));
		}
		return wanted;
	}

	private PermanentFailure missing(String file, String version) {
		return new PermanentFailure(FailureKind.NOT_FOUND,
				"version: \"%s\" was given; host %s has no file %s".formatted(version, this.host.place(), file));
	}

}
