package domain.site;

import domain.profile.TargetProfile;
import domain.profile.Traffic;
import domain.run.Run;

/**
 * Where clients are to go.
 *
 * @param run the run it belongs to
 * @param target where the programs are run; null where people switch
 * @param traffic how
 * @param back whether it is taken back
 */
public record TrafficRequest(Run run, TargetProfile target, Traffic traffic, boolean back) {

}
