package activities;

import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.backup.Catalogue;
import domain.backup.Choice;
import domain.backup.ChooseRequest;
import domain.backup.PruneRequest;
import domain.backup.Pruned;
import domain.backup.Source;
import domain.run.Run;
import io.temporal.activity.ActivityInterface;

/** Takes backups of stores, proves that they can be read, finds and prunes them. */
@ActivityInterface
public interface Backups {

	/**
	 * Takes a backup, counts rows at the same moment, computes the checksum. One backup
	 * per run and kind. In plan mode none, and what is returned has no bytes.
	 */
	Backup takeBackup(BackupRequest request);

	/**
	 * Reads the backup back: checksum, archive listing, every counted table in it.
	 * Returns it as verified; the proof is kept with the backup.
	 * @param source what it is a backup of; null in runs of old
	 */
	Backup verifyBackup(Run run, Backup backup, Source source);

	/** Keeps with the backup that it was restored and found to be right. */
	Backup noteRestored(Run run, Backup backup, Source source);

	/** Everything at the store's destination, also what others have put there. */
	Catalogue listBackups(ChooseRequest request);

	/**
	 * What others have put at the store's destination, or let the engine keep: none of it
	 * is verified. The ledger files it.
	 */
	Catalogue listOthers(ChooseRequest request);

	/** The newest that can be used, read back; and why newer ones cannot. */
	Choice chooseBackup(ChooseRequest request);

	/** Removes what retention lets go; in plan mode says what. */
	Pruned pruneBackups(PruneRequest request);

}
