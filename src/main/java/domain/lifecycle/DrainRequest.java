package domain.lifecycle;

import domain.profile.Drain;
import domain.profile.MonitoringProfile;
import domain.run.Run;

/**
 * Waiting until a component has finished what it had begun.
 *
 * @param run the run it belongs to
 * @param source where the metric is read
 * @param drain the metric and its limit
 */
public record DrainRequest(Run run, MonitoringProfile source, Drain drain) {

}
