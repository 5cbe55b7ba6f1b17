package targets.kubernetes.velero;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Names of objects that are the same in every attempt. */
final class Names {

	/** Velero writes names into labels, which hold 63; attempts need two more. */
	private static final int LONGEST = 60;

	private Names() {
	}

	/** A text as the name of an object or namespace. */
	static String of(String text) {
		String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+|-+$", "");
		return name.length() <= LONGEST ? name
				: name.substring(0, LONGEST - 9).replaceAll("-+$", "") + "-" + digest(text).substring(0, 8);
	}

	/** The name of an attempt; the first has none of its own. */
	static String attempt(String name, int number) {
		return (number == 1) ? name : name + "-" + number;
	}

	private static String digest(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every Java has SHA-256", impossible);
		}
	}

}
