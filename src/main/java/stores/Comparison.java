package stores;

import domain.backup.Finding;
import domain.people.Said;

/**
 * One comparison of a backup or of restored data with what it must be.
 *
 * @param what what was compared: {@code rows of public.messages}
 * @param expected what it must be
 * @param found what it is
 * @param good whether that will do
 */
public record Comparison(Said what, Said expected, Said found, boolean good) {

	/** A comparison of numbers, names or checksums that must be equal. */
	public static Comparison equal(Said what, Object expected, Object found) {
		return new Comparison(what, Said.quoted(expected), Said.quoted(found), expected.equals(found));
	}

	/** In the language of those who read it. */
	public Finding in(String language) {
		return new Finding(what.in(language), expected.in(language), found.in(language), good);
	}

	/** In words. */
	public Said said() {
		return good ? Said.of("%s: %s", "%s: %s", what, found)
				: Said.of("%s: %s (must be %s)", "%s: %s (deve ser %s)", what, found, expected);
	}

}
