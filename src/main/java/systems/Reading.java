package systems;

import domain.profile.SystemProfile;
import java.util.List;
import java.util.Optional;

/**
 * What reading a file came to.
 *
 * @param file the file
 * @param system the system's name as far as it could be read, else the file's name
 * without its ending
 * @param profile the profile; empty when there are problems
 * @param problems what is wrong
 */
record Reading(String file, String system, Optional<SystemProfile> profile, List<Problem> problems) {

}
