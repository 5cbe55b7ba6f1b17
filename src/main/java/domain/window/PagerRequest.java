package domain.window;

import domain.profile.PagerDutyProfile;
import domain.run.Run;
import java.time.Instant;

/**
 * The maintenance window of a run in PagerDuty: one, however often it is asked for.
 *
 * @param run the run it belongs to, found again by its id
 * @param services which services, and in whose name
 * @param from when it begins
 * @param until when it ends by itself
 * @param reason why, for whoever is on call
 */
public record PagerRequest(Run run, PagerDutyProfile services, Instant from, Instant until, String reason) {

}
