package stores;

import domain.backup.Contents;
import domain.backup.Place;
import domain.backup.Standing;
import domain.people.Said;
import java.time.Instant;

/**
 * How a place was seen to stand.
 *
 * @param place the place
 * @param there whether it is there and can be read
 * @param contents what it holds; null when it cannot be read
 * @param at the moment of the look, by the store's own clock
 * @param problem why it cannot be read; null when it can
 */
public record Seen(Place place, boolean there, Contents contents, Instant at, Said problem) {

	/** A place that is there. */
	public static Seen there(Place place, Contents contents, Instant at) {
		return new Seen(place, true, contents, at, null);
	}

	/** A place that is not there, or cannot be read. */
	public static Seen not(Place place, Instant at, Said problem) {
		return new Seen(place, false, null, at, problem);
	}

	/** In the language of those who read it. */
	public Standing in(String language) {
		return new Standing(place, there, contents, at, problem == null ? null : problem.in(language));
	}

}
