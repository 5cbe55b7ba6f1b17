package domain.window;

import domain.profile.MonitoringProfile;
import domain.run.Run;
import java.time.Instant;
import java.util.List;

/**
 * The silence of a run: one, however often it is asked for.
 *
 * @param run the run it belongs to, found again by its id
 * @param source the Alertmanager
 * @param filters filters that all must match for an alert to be silenced
 * @param until when it ends by itself
 * @param reason why, for whoever reads Alertmanager's page
 */
public record SilenceRequest(Run run, MonitoringProfile source, List<String> filters, Instant until, String reason) {

}
