package systems;

import java.util.List;
import java.util.stream.Collectors;

/** Profiles with problems, found at start-up: all of them at once. */
class InvalidProfiles extends RuntimeException {

	InvalidProfiles(List<Problem> problems) {
		super(lines(problems));
	}

	static String lines(List<Problem> problems) {
		return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
	}

}
