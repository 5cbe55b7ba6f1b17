package secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Secrets of files only, for tests of adapters. */
public final class FileSecrets implements Secrets {

	@Override
	public String resolve(String reference) {
		return find(reference).orElseThrow();
	}

	@Override
	public Optional<String> find(String reference) {
		try {
			return Optional.of(Files.readString(Path.of(reference.substring("file:".length()))).strip());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
