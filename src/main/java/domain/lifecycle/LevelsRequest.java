package domain.lifecycle;

import domain.profile.MonitoringProfile;
import domain.profile.ServiceLevel;
import domain.run.Run;
import java.time.Duration;
import java.util.List;

/**
 * Measuring service levels.
 *
 * @param run the run it belongs to
 * @param source where they are measured
 * @param levels those that have a query
 * @param within how long to keep asking while one is missed; zero: once
 */
public record LevelsRequest(Run run, MonitoringProfile source, List<ServiceLevel> levels, Duration within) {

}
