package targets.kubernetes.velero;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/**
 * Everything that Velero says about a backup or restore that it is done with.
 *
 * @param sight its object
 * @param inventory the objects that it holds or has handled
 * @param volumes what it says about volumes
 * @param messages its errors and warnings
 */
record Account(Sight sight, Inventory inventory, List<VolumeData> volumes, Messages messages) {

	static Account ofBackup(Sight sight, Downloads downloads) {
		return new Account(sight, Inventory.of(downloads.json("BackupResourceList", sight.name())),
				VolumeData.of(downloads.json("BackupVolumeInfos", sight.name())),
				Messages.of(downloads.json("BackupResults", sight.name())));
	}

	static Account ofRestore(Sight sight, Downloads downloads) {
		return new Account(sight, Inventory.of(downloads.json("RestoreResourceList", sight.name())),
				VolumeData.of(downloads.json("RestoreVolumeInfo", sight.name())),
				Messages.of(downloads.json("RestoreResults", sight.name())));
	}

	/** Of a backup at its end, whichever: one that never ran has no files. */
	static Account ofEnded(Sight sight, Downloads downloads) {
		boolean ran = sight.phase() == Phase.COMPLETED || sight.phase() == Phase.PARTIALLY_FAILED;
		return ran ? ofBackup(sight, downloads) : withoutFiles(sight);
	}

	/** What the object alone tells, which is all there is of one that never ran. */
	static Account withoutFiles(Sight sight) {
		return new Account(sight, Inventory.of(MissingNode.getInstance()), List.of(),
				new Messages(List.of(), List.of()));
	}

}
