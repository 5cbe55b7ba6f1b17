package domain.maintenance;

import java.time.Instant;

/**
 * One thing that could be removed.
 *
 * @param name its name where it is
 * @param bytes how much room it takes; 0 when nobody can tell
 * @param since since when nobody needs it; null when nobody can tell
 */
public record Leftover(String name, long bytes, Instant since) {

}
