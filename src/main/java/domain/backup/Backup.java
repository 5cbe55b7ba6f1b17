package domain.backup;

import java.time.Instant;
import java.util.SortedMap;

/**
 * A backup as the catalogue knows it.
 *
 * @param id unique and the same in every attempt of the step that takes it
 * @param store the store's name
 * @param kind why it was taken
 * @param location the file
 * @param bytes size
 * @param sha256 checksum, hexadecimal
 * @param recoveryPoint the moment whose data it holds
 * @param rows rows per table at that moment
 * @param verified whether it was read back: checksum, archive listing, all tables there
 * @param seconds how long it took
 */
public record Backup(String id, String store, String kind, String location, long bytes, String sha256,
		Instant recoveryPoint, SortedMap<String, Long> rows, boolean verified, double seconds) {

}
