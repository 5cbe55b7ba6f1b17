package domain.release;

/**
 * What a component runs, as its target names it.
 *
 * @param version the version in people's words: a tag, a branch with its distance
 * @param id what it can be brought back by: a commit, a revision, a folder
 */
public record Live(String version, String id) {

	private static final int SHOWN = 12;

	/** For people: "v1.2.0 (0123456789ab)". */
	public String inWords() {
		return version.equals(id) ? version : version + " (" + id.substring(0, Math.min(SHOWN, id.length())) + ")";
	}

}
