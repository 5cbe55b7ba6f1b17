package domain.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * That a backup was proven to be good.
 *
 * @param at when
 * @param run id of the run that did it
 * @param depth how far the proof goes
 */
public record Verification(Instant at, String run, Depth depth) {

	/** How far a proof goes; later ones include earlier ones. */
	public enum Depth {

		/** Size, checksum and listing are right. */
		@JsonProperty("readable")
		READABLE,
		/** It was restored, and rows, extensions, sequences and checks are right. */
		@JsonProperty("restored")
		RESTORED

	}

}
