package stores;

import domain.backup.Findings;
import domain.people.Said;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a backup or restored data was found to be.
 *
 * @param all every comparison
 */
public record Comparisons(List<Comparison> all) {

	public Comparisons {
		all = List.copyOf(all);
	}

	/** Counts by name: what is missing on one side is not the same as on the other. */
	public static List<Comparison> ofCounts(Function<String, Said> what, Map<String, Long> expected,
			Map<String, Long> found, long absent) {
		TreeSet<String> names = new TreeSet<>(expected.keySet());
		names.addAll(found.keySet());
		return names.stream()
			.map(name -> Comparison.equal(what.apply(name), expected.getOrDefault(name, absent),
					found.getOrDefault(name, absent)))
			.toList();
	}

	/** In the language of those who read it. */
	public Findings in(String language) {
		return new Findings(all.stream().map(comparison -> comparison.in(language)).toList());
	}

}
