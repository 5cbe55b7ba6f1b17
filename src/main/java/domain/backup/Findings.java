package domain.backup;

import java.util.List;

/**
 * What restored data was found to be.
 *
 * @param all every comparison
 */
public record Findings(List<Finding> all) {

	public Findings {
		all = all == null ? List.of() : List.copyOf(all);
	}

	/** What is wrong. */
	public List<Finding> bad() {
		return all.stream().filter(finding -> !finding.good()).toList();
	}

	/** True only when something was compared, too: nothing compared proves nothing. */
	public boolean good() {
		return !all.isEmpty() && bad().isEmpty();
	}

}
