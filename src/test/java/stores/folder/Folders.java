package stores.folder;

import stores.BackupDestination;

/** Folders as destinations, for tests of engines. */
public final class Folders {

	private Folders() {
	}

	public static BackupDestination destination() {
		return new FolderDestination();
	}

}
