package domain.backup;

import java.time.Instant;

/**
 * What an engine says about a backup that it has just taken.
 *
 * @param recoveryPoint the moment whose data it holds
 * @param contents what it holds
 * @param location where it is when the engine keeps it itself; null when it went to a
 * destination
 * @param bytes its size when the engine keeps it itself; 0 when it went to a destination
 */
public record Captured(Instant recoveryPoint, Contents contents, String location, long bytes) {

	/** That it went to the destination. */
	public Captured(Instant recoveryPoint, Contents contents) {
		this(recoveryPoint, contents, null, 0);
	}

}
