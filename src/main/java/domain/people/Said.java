package domain.people;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is said to people, in both languages. Whoever says it often does not know to whom;
 * whoever shows it does, and takes the words of that language.
 *
 * @param english in English: for logs, and where no language is known
 * @param portuguese in Portuguese
 */
public record Said(String english, String portuguese) implements Serializable {

	private static final long serialVersionUID = 1L;

	/**
	 * A text in both languages, filled as by {@link String#format}; values that are said
	 * themselves are put in in the same language.
	 */
	public static Said of(String english, String portuguese, Object... values) {
		return new Said(Languages.say("en", english, portuguese, in("en", values)),
				Languages.say("pt", english, portuguese, in("pt", values)));
	}

	/** Names, numbers, and what servers and programs answered: the same everywhere. */
	public static Said quoted(Object words) {
		return new Said(String.valueOf(words), String.valueOf(words));
	}

	/** Several, one behind the other. */
	public static Said joined(String between, List<Said> parts) {
		return new Said(parts.stream().map(Said::english).collect(Collectors.joining(between)),
				parts.stream().map(Said::portuguese).collect(Collectors.joining(between)));
	}

	/**
	 * The words for people who speak a language.
	 * @param language BCP 47 tag; English when absent
	 */
	public String in(String language) {
		return Languages.say(language, english, portuguese);
	}

	private static Object[] in(String language, Object[] values) {
		return Arrays.stream(values).map(value -> value instanceof Said said ? said.in(language) : value).toArray();
	}

	/** In English. */
	@Override
	public String toString() {
		return english;
	}

}
