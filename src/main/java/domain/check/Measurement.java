package domain.check;

import domain.people.Languages;
import java.time.Instant;

/**
 * One look at one check.
 *
 * @param check the check's name
 * @param verdict what it says
 * @param value the canary's value, or null
 * @param baseline the stable side's value, or null when not compared
 * @param limit the limit in words, for example {@code <= 1 %}
 * @param unit unit of the values
 * @param samples requests (or samples) that the value rests on, or null
 * @param at when
 * @param query the query as sent
 * @param note why, when the verdict is not a pass
 */
public record Measurement(String check, Verdict verdict, Double value, Double baseline, String limit, String unit,
		Double samples, Instant at, String query, String note) {

	/**
	 * The look as one line for people.
	 * @param language their language, a BCP 47 tag
	 */
	public String inWords(String language) {
		String shown = value == null ? Languages.say(language, "no value", "sem valor")
				: number(value) + (unit.isEmpty() ? "" : " " + unit);
		String compared = baseline == null ? ""
				: Languages.say(language, ", stable %s", ", estável %s", number(baseline));
		String limited = Languages.say(language, " (limit %s)", " (limite %s)", limit);
		return check + " " + shown + compared + limited + (note == null ? "" : ": " + note);
	}

	private static String number(double value) {
		return Math.abs(value) >= 100 ? String.format(java.util.Locale.ROOT, "%.0f", value)
				: String.format(java.util.Locale.ROOT, "%.3g", value);
	}

}
