package domain.backup;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a store holds at one moment, as far as it can be compared with what comes back.
 *
 * @param origin name of the database, namespace or folder that it is of
 * @param version version of the product
 * @param rows rows per table, documents per collection, files per folder
 * @param extensions extensions that it needs
 * @param sequences last value of each sequence
 * @param log the write-ahead log in it, where the backup is physical; null otherwise
 */
public record Contents(String origin, String version, SortedMap<String, Long> rows, List<String> extensions,
		SortedMap<String, Long> sequences, LogRange log) {

	public Contents {
		rows = rows == null ? new TreeMap<>() : rows;
		extensions = extensions == null ? List.of() : List.copyOf(extensions);
		sequences = sequences == null ? new TreeMap<>() : sequences;
	}

	/** Without a write-ahead log. */
	public Contents(String origin, String version, SortedMap<String, Long> rows, List<String> extensions,
			SortedMap<String, Long> sequences) {
		this(origin, version, rows, extensions, sequences, null);
	}

	/** The same with the log that was written up to then. */
	public Contents with(LogRange written) {
		return new Contents(origin, version, rows, extensions, sequences, written);
	}

	/** All rows together. */
	public long total() {
		return rows.values().stream().mapToLong(Long::longValue).sum();
	}

}
