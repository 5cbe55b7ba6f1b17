package domain.backup;

import java.time.Instant;

/**
 * What the catalogue has of one kind of backup of a store.
 *
 * @param system the system
 * @param store the store
 * @param kind the kind
 * @param newest recovery point of the newest verified one that is still there; null when
 * there is none
 * @param bytes its size
 * @param usual size in the middle of those before it; null while there are too few to say
 * @param proven when one of the store, of whatever kind, was last restored and compared;
 * null when never
 * @param unverified how many are still there and not verified, those of others among them
 */
public record Holding(String system, String store, String kind, Instant newest, long bytes, Double usual,
		Instant proven, int unverified) {

}
