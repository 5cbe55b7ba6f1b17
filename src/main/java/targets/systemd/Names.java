package targets.systemd;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.util.regex.Pattern;

/** Versions as parts of the names of files. */
final class Names {

	private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,100}");

	private Names() {
	}

	/**
	 * The text with the version in it; a version that could name another folder fails.
	 */
	static String of(String text, String version) {
		if (version == null || !VERSION.matcher(version).matches()) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"version: \"%s\" was given; letters, digits and . _ + - can name one, a letter or digit first"
						.formatted(version));
		}
		return text.replace("{{version}}", version);
	}

}
