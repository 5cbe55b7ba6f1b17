package domain.release;

/**
 * What a deploy finds at the target before it changes anything.
 *
 * @param version the live version in people's words
 * @param id what it can be brought back by
 * @param verifies whether the target can be asked later if a version does what it must
 */
public record Found(String version, String id, boolean verifies) {

	public static Found of(Live live, boolean verifies) {
		return new Found(live.version(), live.id(), verifies);
	}

	/** What is live. */
	public Live live() {
		return new Live(version, id);
	}

}
