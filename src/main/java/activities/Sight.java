package activities;

import domain.check.Measurement;
import domain.check.Verdict;
import domain.release.RolloutState;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one look of a watch saw.
 *
 * @param measurements one for every check
 * @param alerts critical alerts that are firing
 * @param state how the rollout stands; null when it was not looked at or could not be
 * read
 * @param blind what could not be asked: a source of metrics or alerts, or the cluster;
 * null when all answered
 */
record Sight(List<Measurement> measurements, List<String> alerts, RolloutState state, String blind) {

	Optional<Measurement> failing() {
		return measurements.stream().filter(measurement -> measurement.verdict() == Verdict.FAIL).findFirst();
	}

	boolean allPass() {
		return measurements.stream().allMatch(measurement -> measurement.verdict() == Verdict.PASS);
	}

	String inWords(String language) {
		return String.join("; ", measurements.stream().map(measurement -> measurement.inWords(language)).toList());
	}

}
