package local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Files of the test class path. */
final class Resources {

	private Resources() {
	}

	static String text(String name) {
		try (InputStream stream = Resources.class.getResourceAsStream(name)) {
			return new String(Objects.requireNonNull(stream, name + " is not on the class path").readAllBytes(),
					StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(name + " cannot be read", ex);
		}
	}

}
