package domain.backup;

/**
 * A backup that was found, and whether it can be used.
 *
 * @param backup the backup; of one whose manifest cannot be read only id and location are
 * known
 * @param refusal why it is not to be used; null when nothing speaks against it
 */
public record Candidate(Backup backup, String refusal) {

	public boolean usable() {
		return refusal == null;
	}

}
