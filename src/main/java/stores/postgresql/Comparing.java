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
		List<Finding> findings = new ArrayList<>();
		backup.rows().forEach((table, rows) -> {
			Long now = found.rows().get(table);
			findings.add(finding("rows of " + table, rows, now, rows.equals(now)));
		});
		var unexpected = new TreeSet<>(found.rows().keySet());
		unexpected.removeAll(backup.rows().keySet());
		unexpected.forEach(table -> findings.add(finding("table " + table, NOTHING, "present", false)));
		Contents expected = backup.contents();
		if (expected != null) {
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
		}
		return findings;
	}

	private static Finding finding(String what, Object expected, Object found, boolean good) {
		return new Finding(what, String.valueOf(expected), found == null ? NOTHING : String.valueOf(found), good);
	}

}
