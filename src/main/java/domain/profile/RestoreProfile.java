package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * How a store is brought back from a backup.
 *
 * @param way under its own name or beside it; {@code in-place} when absent
 * @param switchBy what points the application to a database beside; needed for that way
 * @param writers components that write to it and are stopped for the restore; every
 * component that Holdfast starts and stops when empty, which is refused where one of them
 * is the store itself
 * @param user user that may make and rename databases; the store's own when absent
 * @param password reference of that user's password
 * @param checks questions that restored data must answer
 * @param within how long one restore may take; 2 hours when absent
 * @param undoWithin how long after a success it can be taken back; 24 hours when absent.
 * After it, or at once when it is zero, the copy of before is removed
 */
public record RestoreProfile(Way way, SwitchBy switchBy, List<String> writers, String user, String password,
		List<IntegrityCheck> checks, Duration within, Duration undoWithin) {

	public RestoreProfile {
		way = way == null ? Way.IN_PLACE : way;
		writers = SystemProfile.listOf(writers);
		checks = SystemProfile.listOf(checks);
		within = within == null ? Duration.ofHours(2) : within;
		undoWithin = undoWithin == null ? Duration.ofHours(24) : undoWithin;
	}

	/** That of a store whose profile says nothing. */
	public static RestoreProfile usual() {
		return new RestoreProfile(null, null, null, null, null, null, null, null);
	}

	/** Where restored data goes. */
	public enum Way {

		/** It takes the place of what is there, which is kept aside. */
		@JsonProperty("in-place")
		IN_PLACE,
		/** It gets a name of its own, and the application is pointed to it. */
		@JsonProperty("beside")
		BESIDE

	}

}
