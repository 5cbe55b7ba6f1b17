package domain.release;

import java.util.List;

/**
 * The versions of a component that its target knows.
 *
 * @param current what is live, whether it runs or not
 * @param wanted the version asked for, or the one before the current when none was
 * @param earlier what it can go back to, the newest first
 * @param verifies whether the target can be asked later if a version does what it must
 */
public record History(Live current, Live wanted, List<Live> earlier, boolean verifies) {

	/** As the target itself knows it. */
	public History(Live current, Live wanted, List<Live> earlier) {
		this(current, wanted, earlier, false);
	}

	/** The same, with the answer of its target. */
	public History verifying(boolean able) {
		return new History(current, wanted, earlier, able);
	}

}
