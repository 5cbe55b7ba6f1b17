package domain.probe;

import domain.profile.HealthCheckProfile;
import domain.run.Run;

/**
 * Answers to be remembered.
 *
 * @param run the run that asked: its answers count once, however often they are given
 * @param rules when a change of state counts
 * @param report the answers
 */
public record HealthRecord(Run run, HealthCheckProfile rules, HealthReport report) {

}
