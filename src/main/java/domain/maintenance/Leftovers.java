package domain.maintenance;

import java.util.List;

/**
 * What could be removed.
 *
 * @param count how many there are
 * @param bytes how much room they take; 0 when nobody can tell
 * @param examples some of them
 */
public record Leftovers(long count, long bytes, List<String> examples) {

	/** Examples that are shown at most. */
	public static final int SHOWN = 20;

	public Leftovers {
		examples = examples == null ? List.of() : examples.stream().limit(SHOWN).toList();
	}

	/** The names of all of them. */
	public static Leftovers of(List<String> names) {
		return new Leftovers(names.size(), 0, names);
	}

}
