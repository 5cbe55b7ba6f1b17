package domain.people;

import java.util.Locale;

/**
 * The languages that people are spoken to in. Both stand side by side where a text is
 * used, so that neither is forgotten.
 */
public final class Languages {

	private Languages() {
	}

	/**
	 * The text in a language, filled as by {@link String#format}.
	 * @param language BCP 47 tag; English when absent
	 */
	public static String say(String language, String english, String portuguese, Object... values) {
		String pattern = language != null && language.startsWith("pt") ? portuguese : english;
		return values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values);
	}

}
