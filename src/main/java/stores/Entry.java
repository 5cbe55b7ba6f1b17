package stores;

import domain.backup.Backup;
import domain.backup.Candidate;
import domain.people.Said;

/**
 * A backup that was found, and whether it can be used.
 *
 * @param backup the backup; of one whose manifest cannot be read only id and location are
 * known
 * @param refusal why it is not to be used; null when nothing speaks against it
 * @param partial whether a person may take it all the same: what it holds can be
 * restored, and it does not hold everything
 */
public record Entry(Backup backup, Said refusal, boolean partial) {

	/** One that is of no use. */
	Entry(Backup backup, Said refusal) {
		this(backup, refusal, false);
	}

	/** One that nothing speaks against. */
	public static Entry usable(Backup backup) {
		return new Entry(backup, null);
	}

	public boolean usable() {
		return refusal == null;
	}

	/** In the language of those who read it. */
	public Candidate in(String language) {
		return new Candidate(backup, refusal == null ? null : refusal.in(language), partial);
	}

}
