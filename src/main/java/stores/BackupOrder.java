package stores;

import domain.backup.Source;

/**
 * A backup to be taken.
 *
 * @param source what is backed up
 * @param id the backup's id, the same in every attempt
 * @param runId id of the run
 */
public record BackupOrder(Source source, String id, String runId) {

}
