package domain.backup;

import domain.profile.ProtectedStore;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * A backup as the catalogue knows it. Its manifest at the destination, the file
 * {@code <id>.json}, is this record.
 *
 * @param id unique and the same in every attempt of the step that takes it
 * @param store name of the store that is backed up
 * @param kind why it was taken: {@code daily}, {@code pre-deploy}, {@code safety}
 * @param location where it is, for people
 * @param bytes size of all its parts
 * @param sha256 checksum of its first part, hexadecimal
 * @param recoveryPoint the moment whose data it holds
 * @param rows rows per table at that moment
 * @param verified whether it was proven to be good
 * @param seconds how long it took
 * @param system the system it is of; null in manifests of old
 * @param engine how it was taken; null in manifests of old, which are of PostgreSQL
 * @param run id of the run that took it; null in manifests of old and of others' backups
 * @param destination name of the destination that it is at; null where the engine keeps
 * it
 * @param parts its files, the one that holds the data first; empty in manifests of old
 * @param contents what it holds besides rows; null in manifests of old
 * @param expires when retention by age alone would let it go; null when never
 * @param verification when, how far and by which run it was proven; null when it was not
 */
public record Backup(String id, String store, String kind, String location, long bytes, String sha256,
		Instant recoveryPoint, SortedMap<String, Long> rows, boolean verified, double seconds, String system,
		ProtectedStore.Engine engine, String run, String destination, List<Part> parts, Contents contents,
		Instant expires, Verification verification) {

	public Backup {
		parts = parts == null ? List.of() : List.copyOf(parts);
	}

	/** As it was before there were catalogues: one file of PostgreSQL. */
	public Backup(String id, String store, String kind, String location, long bytes, String sha256,
			Instant recoveryPoint, SortedMap<String, Long> rows, boolean verified, double seconds) {
		this(id, store, kind, location, bytes, sha256, recoveryPoint, rows, verified, seconds, null, null, null, null,
				null, null, null, null);
	}

	/** Letters that every file system and shell takes; the same in every attempt. */
	public static String id(String store, String kind, String runId) {
		return (store + "_" + kind + "_" + runId).replaceAll("[^A-Za-z0-9._-]", "-");
	}

	/**
	 * The same backup, of which only what was written up to a moment is wanted.
	 */
	public Backup asOf(Instant moment) {
		return new Backup(id, store, kind, location, bytes, sha256, moment, rows, verified, seconds, system, engine,
				run, destination, parts, contents, expires, verification);
	}

	/** The log in it; null where the backup is not physical. */
	public LogRange log() {
		return contents == null ? null : contents.log();
	}

	/** Undoes {@link #asOf}: all that is in it, as its manifest says. */
	public Backup whole() {
		return log() == null || log().mark() == null ? this : asOf(log().end());
	}

	/**
	 * The same backup, proven. A proof that goes less far than the one it has adds
	 * nothing.
	 */
	public Backup proven(Verification proof) {
		boolean deeper = verification == null || proof.depth().compareTo(verification.depth()) >= 0;
		return new Backup(id, store, kind, location, bytes, sha256, recoveryPoint, rows, true, seconds, system, engine,
				run, destination, parts, contents, expires, deeper ? proof : verification);
	}

}
