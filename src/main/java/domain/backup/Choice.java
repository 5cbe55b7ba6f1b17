package domain.backup;

import java.util.List;

/**
 * The backup to restore from.
 *
 * @param chosen the backup, read back; null when none can be used
 * @param refused newer ones that cannot be used, each with its reason
 * @param untried ids of older ones, newest first
 */
public record Choice(Backup chosen, List<Candidate> refused, List<String> untried) {

	/** The newest of those refused that a person may take all the same; null: none. */
	public Candidate partial() {
		return refused.stream().filter(Candidate::partial).findFirst().orElse(null);
	}

	public Choice {
		refused = refused == null ? List.of() : List.copyOf(refused);
		untried = untried == null ? List.of() : List.copyOf(untried);
	}

}
