package domain.backup;

/**
 * One file of a backup.
 *
 * @param name its name at the destination, without a folder
 * @param bytes size
 * @param sha256 checksum, hexadecimal
 */
public record Part(String name, long bytes, String sha256) {

}
