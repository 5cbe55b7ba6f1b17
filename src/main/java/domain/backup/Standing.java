package domain.backup;

import java.time.Instant;

/**
 * How a place stands.
 *
 * @param place the place
 * @param there whether it is there and can be read
 * @param contents what it holds; null when it cannot be read
 * @param at the moment of the look, by the store's own clock
 * @param problem why it cannot be read; null when it can
 */
public record Standing(Place place, boolean there, Contents contents, Instant at, String problem) {

}
