package domain.drill;

import domain.backup.Place;
import domain.backup.Source;
import domain.profile.CanaryRow;
import domain.run.Run;

/**
 * About a store's canary.
 *
 * @param run the run that asks
 * @param source the store
 * @param canary where its canary is
 * @param name the row's name
 * @param place where to read; null: what is in use
 */
public record CanaryRequest(Run run, Source source, CanaryRow canary, String name, Place place) {

}
