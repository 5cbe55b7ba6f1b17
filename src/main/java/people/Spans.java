package people;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Lengths of time for readers: {@code PT1H2M3.4S} becomes {@code 1 h 2 min 3 s}. */
final class Spans {

	private Spans() {
	}

	/** The length in words that both languages share; what is no ISO length stays. */
	static String inWords(String text) {
		try {
			return inWords(Duration.parse(text));
		}
		catch (DateTimeParseException alreadyWords) {
			return text;
		}
	}

	private static String inWords(Duration length) {
		List<String> parts = new ArrayList<>();
		add(parts, length.toHours(), "h");
		add(parts, length.toMinutesPart(), "min");
		add(parts, length.toSecondsPart(), "s");
		return parts.isEmpty() ? "0 s" : String.join(" ", parts);
	}

	private static void add(List<String> parts, long amount, String unit) {
		if (amount > 0) {
			parts.add(amount + " " + unit);
		}
	}

}
