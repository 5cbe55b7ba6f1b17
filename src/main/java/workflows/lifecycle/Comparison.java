package workflows.lifecycle;

import domain.lifecycle.LevelReading;
import java.util.List;

/** Service levels after something was done, against those before it. */
final class Comparison {

	private Comparison() {
	}

	/** Those that became worse, in words: before, after. */
	static List<String> worse(List<LevelReading> before, List<LevelReading> after, double tolerance) {
		return after.stream()
			.flatMap(now -> before.stream()
				.filter(earlier -> earlier.level().name().equals(now.level().name()))
				.filter(earlier -> now.worseThan(earlier, tolerance))
				.map(earlier -> earlier.inWords() + " -> " + now.inWords()))
			.toList();
	}

}
