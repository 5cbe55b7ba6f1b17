package domain.probe;

import domain.profile.Probe;
import domain.run.Run;
import java.util.List;

/**
 * Questions to be asked side by side.
 *
 * @param run the run they belong to
 * @param probes the questions
 * @param surroundings what they refer to
 */
public record HealthRequest(Run run, List<Probe> probes, Surroundings surroundings) {

}
