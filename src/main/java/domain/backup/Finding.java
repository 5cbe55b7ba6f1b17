package domain.backup;

/**
 * One comparison of restored data with what it must be.
 *
 * @param what what was compared: {@code rows of public.messages}
 * @param expected what it must be
 * @param found what it is
 * @param good whether that will do
 */
public record Finding(String what, String expected, String found, boolean good) {

	/** In words, for people. */
	public String inWords() {
		return what + ": " + found + (good ? "" : " (must be " + expected + ")");
	}

}
