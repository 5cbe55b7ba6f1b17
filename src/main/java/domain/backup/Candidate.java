package domain.backup;

/**
 * A backup that was found, and whether it can be used.
 *
 * @param backup the backup; of one whose manifest cannot be read only id and location are
 * known
 * @param refusal why it is not to be used; null when nothing speaks against it
 * @param partial whether a person may take it all the same: what it holds can be
 * restored, and it does not hold everything
 */
public record Candidate(Backup backup, String refusal, boolean partial) {

	/** One that is whole, or of no use. */
	public Candidate(Backup backup, String refusal) {
		this(backup, refusal, false);
	}

	public boolean usable() {
		return refusal == null;
	}

}
