package domain.lifecycle;

import domain.profile.TargetProfile;
import domain.run.Run;
import java.util.List;

/**
 * Looking at the places of a system before anything is done there.
 *
 * @param run the run it belongs to
 * @param places the targets
 */
public record PlaceRequest(Run run, List<TargetProfile> places) {

}
