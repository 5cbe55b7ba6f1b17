package domain.configuration;

import java.util.regex.Pattern;

/** Names whose values are nobody's business, whatever the profile says. */
public final class SecretNames {

	private static final Pattern SECRET = Pattern.compile("(?i).*(PASSWORD|SECRET|TOKEN|KEY).*");

	private SecretNames() {
	}

	/** Whether a value of this name is never typed and never shown. */
	public static boolean include(String name) {
		return SECRET.matcher(name).matches();
	}

}
