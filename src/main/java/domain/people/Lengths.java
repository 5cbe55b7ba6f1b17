package domain.people;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lengths of time as people read them: "1 min 8 s", "0,71 s". */
public final class Lengths {

	private static final int MINUTE = 60;

	private Lengths() {
	}

	/**
	 * A length of time; parts of seconds only where they matter.
	 * @param language BCP 47 tag, which decides how decimals are written
	 * @param seconds the length in seconds
	 */
	public static String of(String language, double seconds) {
		if (Math.abs(seconds) < MINUTE) {
			return number(language, seconds) + " s";
		}
		Duration length = Duration.ofSeconds(Math.round(seconds));
		List<String> parts = new ArrayList<>();
		add(parts, length.toDays(), "d");
		add(parts, length.toHoursPart(), "h");
		add(parts, length.toMinutesPart(), "min");
		add(parts, length.toSecondsPart(), "s");
		return String.join(" ", parts);
	}

	/** The same of a duration. */
	public static String of(String language, Duration length) {
		return of(language, length.toMillis() / 1000.0);
	}

	private static void add(List<String> parts, long amount, String unit) {
		if (amount != 0) {
			parts.add(amount + " " + unit);
		}
	}

	/** A number with at most two decimals. */
	public static String number(String language, double value) {
		BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
		String plain = rounded.toPlainString();
		return language != null && language.startsWith("pt") ? plain.replace('.', ',') : plain;
	}

}
