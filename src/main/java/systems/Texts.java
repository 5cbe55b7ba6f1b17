package systems;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Texts that must have a certain form. */
final class Texts {

	private static final String REFERENCES = "env:NAME, file:/path or kubernetes-secret:namespace/name/key";

	private static final Pattern REFERENCE = Pattern
		.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:/[^\\s]+|kubernetes-secret:[a-z0-9.-]+/[a-z0-9.-]+/[A-Za-z0-9._-]+");

	private static final Pattern HOST_KEY = Pattern
		.compile("SHA256:[A-Za-z0-9+/]{43}|(ssh-|ecdsa-|sk-)[a-z0-9@.-]+ AAAA[A-Za-z0-9+/]+=*( .*)?");

	private Texts() {
	}

	/** A reference to a secret; what is given is not repeated, it may be the secret. */
	static void reference(Field field, String given, Problems problems) {
		if (given != null && !REFERENCE.matcher(given).matches()) {
			problems.add(field, "is not a reference to a secret, and secrets are not written here (given a text of "
					+ given.length() + " characters, allowed " + REFERENCES + ")");
		}
	}

	/** A public key as its file says it, its fingerprint, or a reference of either. */
	static void hostKey(Field field, String given, Problems problems) {
		if (given != null && !HOST_KEY.matcher(given).matches() && !REFERENCE.matcher(given).matches()) {
			problems.add(field, "is not a host's public key", given,
					"SHA256:... or ssh-ed25519 AAAA... (ssh-keyscan prints it) or a reference: " + REFERENCES);
		}
	}

	/** An absolute web address; query variables in it are allowed. */
	static void address(Field field, String given, Problems problems) {
		if (given != null && !isAddress(given.replaceAll("\\{\\{\\w+}}", "x"))) {
			problems.add(field, "is not a web address", given, "http:// or https:// with a host");
		}
	}

	private static boolean isAddress(String given) {
		try {
			URI address = new URI(given);
			return address.getHost() != null
					&& ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
		}
		catch (URISyntaxException malformed) {
			return false;
		}
	}

	static void jsonPointer(Field field, String given, Problems problems) {
		if (given != null && !given.startsWith("/")) {
			problems.add(field, "is not a JSON Pointer", given, "a text as /status");
		}
	}

	static void email(Field field, String given, Problems problems) {
		if (given != null && !given.matches("[^@\\s]+@[^@\\s]+")) {
			problems.add(field, "is not an e-mail address", given, "name@host");
		}
	}

	static void port(Field field, Integer given, Problems problems) {
		if (given != null && (given < 1 || given > 65535)) {
			problems.add(field, "is not a port", given, "1 to 65535");
		}
	}

}
