package domain.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Where a store's data is or is put: the database that the application uses, or one that
 * a run has made beside it. Those that a run has made carry its id and the moment from
 * which anybody may clean them up, so that nothing is left over when the run cannot do
 * it.
 *
 * @param name name of the database, namespace or folder
 * @param purpose what it is there for
 * @param run id of the run that made it; null for the one in use
 * @param expires when it is of no more use; null for the one in use
 */
public record Place(String name, Purpose purpose, String run, Instant expires) {

	/** The same, of no more use from another moment on. */
	public Place until(Instant moment) {
		return new Place(name, purpose, run, moment);
	}

	/** What a place is there for. */
	public enum Purpose {

		/** The application uses it. */
		@JsonProperty("live")
		LIVE,
		/** Restored data before, or beside, the application's use. */
		@JsonProperty("restored")
		RESTORED,
		/** What was there before a restore. */
		@JsonProperty("safety")
		SAFETY,
		/** A drill's. */
		@JsonProperty("drill")
		DRILL

	}

}
