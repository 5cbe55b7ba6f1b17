package domain.backup;

import domain.run.Change;
import java.util.List;

/**
 * What became of backups under their retention.
 *
 * @param kept those that stay, each with the rule that keeps it
 * @param removed those that went, or in plan mode would go
 * @param changes the same as changes
 */
public record Pruned(List<Decision> kept, List<Decision> removed, List<Change> changes) {

	public Pruned {
		kept = kept == null ? List.of() : List.copyOf(kept);
		removed = removed == null ? List.of() : List.copyOf(removed);
		changes = changes == null ? List.of() : List.copyOf(changes);
	}

	/**
	 * What becomes of one backup.
	 *
	 * @param id the backup's id
	 * @param reason the rule, in words
	 */
	public record Decision(String id, String reason) {

	}

}
