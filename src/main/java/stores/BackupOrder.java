package stores;

import domain.backup.Backup;
import domain.backup.Source;
import java.util.List;
import java.util.function.Supplier;

/**
 * A backup to be taken.
 *
 * @param source what is backed up
 * @param id the backup's id, the same in every attempt
 * @param runId id of the run
 * @param kind why it is taken, as in {@link Backup#kind}
 * @param before the usable backups that are kept already, read when asked for; empty
 * where the engine keeps them itself
 */
public record BackupOrder(Source source, String id, String runId, String kind, Supplier<List<Backup>> before) {

	/** One that needs no other. */
	public BackupOrder(Source source, String id, String runId) {
		this(source, id, runId, "manual", List::of);
	}

}
