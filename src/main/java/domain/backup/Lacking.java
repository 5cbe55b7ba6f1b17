package domain.backup;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * That something came about in part only, which a person may accept.
 *
 * @param what what it is
 * @param why what it lacks, with the server's own errors and warnings
 */
public record Lacking(What what, String why) {

	/** What may be there in part. */
	public enum What {

		/**
		 * The copy of what was there before: without what it lacks nothing was changed.
		 */
		@JsonProperty("safety-copy")
		SAFETY_COPY,
		/** What was put in place. */
		@JsonProperty("restore")
		RESTORE

	}

}
