package domain.check.judge;

import domain.check.Reading;
import java.time.Instant;

/**
 * What one look at one check brought home.
 *
 * @param canary the new version's side
 * @param stable the old version's side in the same window; null when not compared
 * @param query the query as sent for the canary
 * @param at when
 * @param chances how many windows that do not overlap the stage may hold: each is a
 * chance to be wrong, and the tests share their allowed error among them
 */
public record Look(Side canary, Side stable, String query, Instant at, long chances) {

	/**
	 * One side.
	 *
	 * @param requests number of requests in the window; null when the check does not ask
	 * @param value what the check's query gave
	 */
	public record Side(Reading requests, Reading value) {

	}

}
