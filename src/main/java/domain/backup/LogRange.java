package domain.backup;

import java.time.Instant;

/**
 * The piece of a server's write-ahead log that a physical backup holds. Positions are
 * written as PostgreSQL writes them: {@code 0/3000028}.
 *
 * @param server identifier of the server that wrote it
 * @param timeline its timeline
 * @param from position of its first byte; of a full backup: from where it is replayed
 * @param until position behind its last byte
 * @param mark position at which a replay of all of it ends; null for a full backup, whose
 * replay ends when the data is consistent
 * @param end moment after which nothing is in it
 * @param quiet whether nothing was written between the count of the rows and its end
 */
public record LogRange(String server, int timeline, String from, String until, String mark, Instant end,
		boolean quiet) {

}
