package domain.backup;

import domain.run.Run;
import java.time.Instant;

/**
 * Which places.
 *
 * @param run the run that asks
 * @param source what is restored
 * @param purpose what a place of the run's own is for; null when none is asked for
 * @param expires when places of the run's own are of no more use
 */
public record PlacesRequest(Run run, Source source, Place.Purpose purpose, Instant expires) {

}
