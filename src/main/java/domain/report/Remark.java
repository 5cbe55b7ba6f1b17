package domain.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something noticed.
 *
 * @param grade how much it weighs
 * @param text what was noticed
 * @param owner who deals with it; null: nobody has to
 */
public record Remark(Grade grade, String text, String owner) {

	/** How much it weighs. */
	public enum Grade {

		/** Good to know. */
		@JsonProperty("note")
		NOTE,
		/** Somebody must look into it, although what was asked for holds. */
		@JsonProperty("exception")
		EXCEPTION,
		/** What was asked for does not hold. */
		@JsonProperty("failure")
		FAILURE

	}

}
