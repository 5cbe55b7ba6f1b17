package stores.postgresql;

import domain.backup.Backup;
import domain.backup.Contents;
import domain.people.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import stores.Comparison;

/** Compares what came back with what was there when the backup was taken. */
final class Comparing {

	private static final Said MISSING = Said.of("missing", "ausente");

	private static final Said PRESENT = Said.of("present", "presente");

	private Comparing() {
	}

	static List<Comparison> contents(Backup backup, Contents found) {
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
	static List<Comparison> physical(Backup backup, Contents found, List<String> expects) {
		List<Comparison> findings = new ArrayList<>();
		expects.forEach(table -> findings.add(present(table(table), found.rows().containsKey(table))));
		if (!backup.equals(backup.whole())) {
			int tables = found.rows().size();
			findings.add(new Comparison(Said.of("tables", "tabelas"), atLeast(1), Said.quoted(tables), tables > 0));
			return findings;
		}
		if (backup.log().quiet()) {
			findings.addAll(contents(backup, found));
			return findings;
		}
		backup.rows().forEach((table, rows) -> {
			Long now = found.rows().get(table);
			findings
				.add(new Comparison(rows(table), Said.of("about %d", "cerca de %d", rows), found(now), now != null));
		});
		return findings;
	}

	static List<Comparison> contents(Contents expected, Contents found) {
		List<Comparison> findings = new ArrayList<>();
		expected.rows().forEach((table, rows) -> {
			Long now = found.rows().get(table);
			findings.add(new Comparison(rows(table), Said.quoted(rows), found(now), rows.equals(now)));
		});
		var unexpected = new TreeSet<>(found.rows().keySet());
		unexpected.removeAll(expected.rows().keySet());
		unexpected.forEach(table -> findings.add(new Comparison(table(table), MISSING, PRESENT, false)));
		expected.extensions()
			.forEach(extension -> findings.add(present(Said.of("extension %s", "extensão %s", extension),
					found.extensions().contains(extension))));
		// Sequences go on while a dump is made: what comes back may be ahead, never
		// behind.
		expected.sequences().forEach((sequence, last) -> {
			Long now = found.sequences().get(sequence);
			findings.add(new Comparison(Said.of("sequence %s", "sequência %s", sequence), atLeast(last), found(now),
					now != null && now >= last));
		});
		return findings;
	}

	private static Comparison present(Said what, boolean there) {
		return new Comparison(what, PRESENT, there ? PRESENT : MISSING, there);
	}

	private static Said table(String name) {
		return Said.of("table %s", "tabela %s", name);
	}

	private static Said rows(String table) {
		return Said.of("rows of %s", "linhas de %s", table);
	}

	private static Said atLeast(long number) {
		return Said.of("at least %d", "pelo menos %d", number);
	}

	private static Said found(Long now) {
		return now == null ? MISSING : Said.quoted(now);
	}

}
