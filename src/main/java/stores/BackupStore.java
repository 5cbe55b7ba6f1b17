package stores;

import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.profile.StoreProfile;

/** Takes backups of one product and reads them back. */
public interface BackupStore {

	/** The product. */
	StoreProfile.Kind kind();

	/**
	 * Takes a backup under a name made of store, kind and run. A finished one of the same
	 * name is adopted, a half done one is removed. In plan mode nothing is done, and what
	 * is returned has no bytes and is not verified.
	 * @throws domain.failure.PermanentFailure when repeating cannot help: the profile
	 * lacks something, a tool is missing or too old, the server refuses user or password,
	 * there is no such database
	 * @throws domain.failure.TransientFailure when it may pass: the server cannot be
	 * reached, the disk is full
	 */
	Backup take(BackupRequest request, Progress progress);

	/** Whether a backup is of this product, by its name. */
	boolean recognises(Backup backup);

	/**
	 * Reads a backup back: size, checksum, the archive's listing, every counted table in
	 * it.
	 * @return the backup as verified
	 * @throws domain.failure.PermanentFailure kind {@code NOT_VERIFIED}, with what is
	 * wrong
	 */
	Backup verify(Backup backup, Progress progress);

}
