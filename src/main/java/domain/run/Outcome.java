package domain.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How a procedure ended without failing. A business "no" is an outcome, not an error.
 *
 * @param result the kind of end
 * @param summary one sentence for people
 * @param changes what was changed, or in plan mode would be, in order
 * @param undone what was taken back, in order; empty when nothing was
 */
public record Outcome(Result result, String summary, List<Change> changes, List<String> undone) {

	/** The kinds of end. */
	public enum Result {

		/** Everything that was asked for is done. */
		@JsonProperty("completed")
		COMPLETED,
		/** A person said no; what had begun was taken back. */
		@JsonProperty("rejected")
		REJECTED,
		/** Nothing was changed: the changes are a plan. */
		@JsonProperty("planned")
		PLANNED

	}

}
