package domain.diagnosis;

import java.util.Locale;

/**
 * A query of one word and what it is about: {@code TTL decision:processed:1}.
 *
 * @param verb the word, in capitals
 * @param argument the rest; empty without one
 */
public record Order(String verb, String argument) {

	public static Order of(String text) {
		String[] words = text.strip().split("\\s+", 2);
		return new Order(words[0].toUpperCase(Locale.ROOT), words.length == 1 ? "" : words[1].strip());
	}

}
