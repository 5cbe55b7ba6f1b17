package domain.backup;

import domain.run.Run;
import java.time.Instant;

/**
 * What retention lets go.
 *
 * @param run the run that does it
 * @param source whose backups
 * @param now the moment that ages are counted from
 */
public record PruneRequest(Run run, Source source, Instant now) {

}
