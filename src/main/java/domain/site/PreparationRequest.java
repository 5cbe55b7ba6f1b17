package domain.site;

import domain.profile.Preparation;
import domain.profile.TargetProfile;
import domain.run.Run;

/**
 * One thing to be made so on a host.
 *
 * @param run the run it belongs to
 * @param target the host
 * @param preparation what
 */
public record PreparationRequest(Run run, TargetProfile target, Preparation preparation) {

}
