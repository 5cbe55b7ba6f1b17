package workflows.steps;

import domain.people.Languages;
import domain.people.Lengths;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The language and the clock that a run speaks to people in the Temporal UI: summaries of
 * steps, current details, failures. Both languages stand side by side where a text is
 * used, so that neither is forgotten.
 *
 * @param language BCP 47 tag from the profile
 * @param zone the system's time zone
 */
public record Words(String language, ZoneId zone) {

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

	Words(String language, String zone) {
		this(language, zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
	}

	/** A moment on the system's own clock, with its distance from UTC. */
	public String time(Instant moment) {
		return MOMENT.format(moment.atZone(zone));
	}

	/** A length of time: "1 min 8 s". */
	public String length(Duration length) {
		return Lengths.of(language, length);
	}

	/** A number with at most two decimals. */
	public String number(double value) {
		return Lengths.number(language, value);
	}

	/** The text in the run's language, filled as by {@link String#format}. */
	public String say(String english, String portuguese, Object... values) {
		return Languages.say(language, english, portuguese, values);
	}

}
