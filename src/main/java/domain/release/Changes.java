package domain.release;

import domain.backup.Lacking;
import domain.run.Change;
import java.util.List;

/**
 * What a step changed, or in plan mode would change.
 *
 * @param changes in order; empty when everything already was as wanted
 * @param lacking that it came about in part only, and a person has to say whether that
 * will do; null when it did not
 */
public record Changes(List<Change> changes, Lacking lacking) {

	/** Those of a step that has done all that it was to do. */
	public Changes(List<Change> changes) {
		this(changes, null);
	}

}
