package domain.drill;

import java.time.Instant;

/**
 * A row of a canary's table.
 *
 * @param name the row's name; null when there is none
 * @param at when it was written, by the store's own clock; null when there is none
 * @param problem why there is none; null when there is
 */
public record Canary(String name, Instant at, String problem) {

	/** That there is none. */
	public static Canary none(String why) {
		return new Canary(null, null, why);
	}

	/** Whether there is one. */
	public boolean found() {
		return at != null;
	}

}
