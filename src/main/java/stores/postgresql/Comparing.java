package stores.postgresql;

import domain.backup.Backup;
import domain.backup.Contents;
import domain.backup.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Compares what came back with what was there when the backup was taken. */
final class Comparing {

	private static final String NOTHING = "missing";

	private Comparing() {
	}

	static List<Finding> contents(Backup backup, Contents found) {
		Contents expected = backup.contents();
		return contents(
				expected == null ? new Contents(null, null, backup.rows(), null, null) : new Contents(expected.origin(),
						expected.version(), backup.rows(), expected.extensions(), expected.sequences()),
				found);
	}

	/**
	 * Rows of a physical backup were counted a little before its end: they are the same
	 * only where nobody wrote meanwhile. As of a moment within it nothing was counted.
	 */
	static List<Finding> physical(Backup backup, Contents found, List<String> expects) {
		List<Finding> findings = new ArrayList<>();
		expects.forEach(table -> findings.add(finding("table " + table, "present",
				found.rows().containsKey(table) ? "present" : null, found.rows().containsKey(table))));
		if (!backup.equals(backup.whole())) {
			int tables = found.rows().size();
			findings.add(finding("tables", "at least 1", tables, tables > 0));
			return findings;
		}
		if (backup.log().quiet()) {
			findings.addAll(contents(backup, found));
			return findings;
		}
		backup.rows().forEach((table, rows) -> {
			Long now = found.rows().get(table);
			findings.add(finding("rows of " + table, "about " + rows, now, now != null));
		});
		return findings;
	}

	static List<Finding> contents(Contents expected, Contents found) {
		List<Finding> findings = new ArrayList<>();
		expected.rows().forEach((table, rows) -> {
			Long now = found.rows().get(table);
			findings.add(finding("rows of " + table, rows, now, rows.equals(now)));
		});
		var unexpected = new TreeSet<>(found.rows().keySet());
		unexpected.removeAll(expected.rows().keySet());
		unexpected.forEach(table -> findings.add(finding("table " + table, NOTHING, "present", false)));
		expected.extensions()
			.forEach(extension -> findings.add(finding("extension " + extension, "present",
					found.extensions().contains(extension) ? "present" : NOTHING,
					found.extensions().contains(extension))));
		// Sequences go on while a dump is made: what comes back may be ahead, never
		// behind.
		expected.sequences().forEach((sequence, last) -> {
			Long now = found.sequences().get(sequence);
			findings.add(finding("sequence " + sequence, "at least " + last, now, now != null && now >= last));
		});
		return findings;
	}

	private static Finding finding(String what, Object expected, Object found, boolean good) {
		return new Finding(what, String.valueOf(expected), found == null ? NOTHING : String.valueOf(found), good);
	}

}
