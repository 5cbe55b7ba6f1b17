package domain.diagnosis;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts values in the place of {@code :name} where no driver can bind them. Only names of
 * parameters are looked for; each value is written so that it stays one value.
 */
public final class Filling {

	private Filling() {
	}

	/**
	 * The text with values.
	 * @param written how a value is written so that it cannot end where it stands
	 */
	public static String fill(String text, Map<String, String> values, UnaryOperator<String> written) {
		if (values.isEmpty()) {
			return text;
		}
		return names(values.keySet()).matcher(text)
			.replaceAll(found -> Matcher.quoteReplacement(written.apply(values.get(found.group(1)))));
	}

	/** Whether a parameter occurs in the text. */
	public static boolean mentions(String text, String name) {
		return names(java.util.List.of(name)).matcher(text).find();
	}

	/** Whether a parameter occurs in the text outside of quotes. */
	public static boolean mentionsOutsideQuotes(String text, String name) {
		return mentions(text.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'", "\"\""), name);
	}

	/** Inside quotes of PromQL or of a list filter of Temporal. */
	public static String inQuotes(String value) {
		return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("'", "\\'").replace("\n", "\\n");
	}

	private static Pattern names(Collection<String> names) {
		String alternatives = names.stream()
			.sorted(Comparator.comparingInt(String::length).reversed())
			.map(Pattern::quote)
			.collect(Collectors.joining("|"));
		return Pattern.compile(":(" + alternatives + ")(?![A-Za-z0-9])");
	}

}
