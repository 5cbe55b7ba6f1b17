package domain.probe;

import java.time.Instant;
import java.util.List;

/**
 * What probes answered.
 *
 * @param askedAt when they were asked
 * @param answers one for each question, in the order of the questions
 */
public record HealthReport(Instant askedAt, List<ProbeAnswer> answers) {

}
