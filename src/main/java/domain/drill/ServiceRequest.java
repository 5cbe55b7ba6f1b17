package domain.drill;

import domain.backup.Place;
import domain.backup.Source;
import domain.profile.IntegrityCheck;
import domain.run.Run;
import java.util.List;

/**
 * Questions to a restored copy.
 *
 * @param run the run that asks
 * @param source the store
 * @param place the copy
 * @param questions what the application would ask
 */
public record ServiceRequest(Run run, Source source, Place place, List<IntegrityCheck> questions) {

}
