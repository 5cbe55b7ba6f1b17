package domain.maintenance;

import domain.profile.Policy;
import domain.profile.TargetProfile;
import domain.run.Run;
import java.util.List;

/**
 * Policies to be checked.
 *
 * @param run the run it belongs to
 * @param policies the policies
 * @param places the system's clusters
 */
public record PoliciesRequest(Run run, List<Policy> policies, List<TargetProfile> places) {

}
