package activities;

import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.run.Run;
import io.temporal.activity.ActivityInterface;

/** Takes backups of stores and proves that they can be read. */
@ActivityInterface
public interface Backups {

	/**
	 * Dumps the store, counts rows at the same moment, computes the checksum. One backup
	 * per run and kind.
	 */
	Backup takeBackup(BackupRequest request);

	/**
	 * Reads the backup back: checksum, archive listing, every counted table in it.
	 * Returns it as verified.
	 */
	Backup verifyBackup(Run run, Backup backup);

}
