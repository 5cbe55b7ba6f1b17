package domain.release;

/**
 * A file kept as evidence.
 *
 * @param location where it is
 * @param bytes size
 * @param sha256 checksum, hexadecimal
 * @param summary what it shows, in a few lines
 */
public record Artifact(String location, long bytes, String sha256, String summary) {

}
