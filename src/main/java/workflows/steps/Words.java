package workflows.steps;

/**
 * The language that a run speaks to people in the Temporal UI: summaries of steps,
 * current details, failures. Both languages stand side by side where a text is used, so
 * that neither is forgotten.
 *
 * @param language BCP 47 tag from the profile
 */
public record Words(String language) {

	/** The text in the run's language, filled as by {@link String#format}. */
	public String say(String english, String portuguese, Object... values) {
		String pattern = language != null && language.startsWith("pt") ? portuguese : english;
		return values.length == 0 ? pattern : String.format(java.util.Locale.ROOT, pattern, values);
	}

}
