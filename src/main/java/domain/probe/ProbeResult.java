package domain.probe;

/**
 * What a probe answered.
 *
 * @param name what was probed, or the checklist item's id
 * @param healthy whether it answered as it must
 * @param observed what it answered, in words
 * @param expected what it must answer, in words
 */
public record ProbeResult(String name, boolean healthy, String observed, String expected) {

	public String inWords() {
		return name + ": " + observed + (healthy ? "" : " (expected " + expected + ")");
	}

}
