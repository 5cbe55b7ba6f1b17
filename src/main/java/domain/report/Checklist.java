package domain.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * Things that people or checks had to see to.
 *
 * @param title when or what for
 * @param entries what, in order
 */
public record Checklist(String title, List<Entry> entries) {

	public Checklist {
		entries = entries == null ? List.of() : List.copyOf(entries);
	}

	/** What became of one entry. */
	public enum State {

		/** Done, or found to be so. */
		@JsonProperty("done")
		DONE,
		/** Nobody did it. */
		@JsonProperty("open")
		OPEN,
		/** Refused, or found not to be so. */
		@JsonProperty("refused")
		REFUSED

	}

	/**
	 * One thing.
	 *
	 * @param text what
	 * @param owner whose it is
	 * @param state what became of it
	 * @param by who said so; null when nobody did
	 * @param at when; null when nobody did
	 * @param note why, in their words
	 */
	public record Entry(String text, String owner, State state, String by, Instant at, String note) {

	}

}
