package stores.postgresql;

import domain.backup.Backup;
import domain.backup.Source;
import domain.people.Said;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stores.Parts;
import stores.Progress;
import stores.Unusable;

/** Reads a dump's listing: what it does not hold cannot be restored. */
final class Archive {

	static final String DUMP = ".dump";

	static final Said TABLELESS = Said.of("it is empty: it holds no table", "está vazio: não contém nenhuma tabela");

	private static final Pattern ORIGIN = Pattern.compile(";\\s+dbname: (.+)");

	private static final Pattern CREATED = Pattern
		.compile("; Archive created at (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) UTC");

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

	/** The worker's clock makes the archive's moment, the server's the manifest's. */
	private static final Duration CLOCKS_APART = Duration.ofHours(1);

	private static final Pattern ROWS = Pattern.compile(" TABLE DATA ");

	private final String restoreProgram;

	Archive(String restoreProgram) {
		this.restoreProgram = restoreProgram;
	}

	void examine(Source source, Backup backup, Parts parts, Progress progress) {
		String listing = listing(backup, parts, progress);
		origin(source, listing).ifPresent(wrong -> {
			throw Unusable.because(backup, wrong);
		});
		age(backup, listing).ifPresent(wrong -> {
			throw Unusable.because(backup, wrong);
		});
		if (backup.rows().isEmpty() || !ROWS.matcher(listing).find()) {
			throw Unusable.because(backup, TABLELESS);
		}
		for (String table : backup.rows().keySet()) {
			if (!holds(listing, table)) {
				throw Unusable.because(backup,
						"it holds no data of table %s, which had %d rows when the backup was taken",
						"não contém dados da tabela %s, que tinha %d linhas quando o backup foi feito", table,
						backup.rows().get(table));
			}
		}
		for (String expected : source.asked().expects()) {
			if (!holds(listing, expected)) {
				throw Unusable.because(backup, Unusable.lackingExpected(expected, source.name()));
			}
		}
	}

	/** An old dump under the manifest of a newer one. */
	private static Optional<Said> age(Backup backup, String listing) {
		Matcher created = CREATED.matcher(listing);
		if (backup.contents() == null || !created.find()) {
			return Optional.empty();
		}
		Instant made = LocalDateTime.parse(created.group(1), MOMENT).toInstant(ZoneOffset.UTC);
		return Duration.between(made, backup.recoveryPoint()).compareTo(CLOCKS_APART) > 0
				? Optional.of(Said.of("it is stale: the archive was made at %s, and the manifest says that it holds %s",
						"é antigo: o arquivo foi feito em %s, e o manifesto diz que contém %s", made,
						backup.recoveryPoint()))
				: Optional.empty();
	}

	private static Optional<Said> origin(Source source, String listing) {
		Matcher origin = ORIGIN.matcher(listing);
		String wanted = source.store().database();
		if (origin.find() && !ours(origin.group(1).strip(), wanted)) {
			return Optional.of(Said.of("it is a dump of database %s, not of %s", "é um dump do banco %s, não de %s",
					origin.group(1).strip(), wanted));
		}
		return Optional.empty();
	}

	/** A database that an earlier restore has put beside it is the same one. */
	private static boolean ours(String origin, String wanted) {
		return origin.equals(wanted) || origin.startsWith(wanted + Databases.RESTORED);
	}

	/** The listing shows "TABLE DATA schema table owner", where we write schema.table. */
	private static boolean holds(String listing, String table) {
		int dot = table.indexOf('.');
		return listing.contains(" TABLE DATA " + table.substring(0, dot) + " " + table.substring(dot + 1) + " ");
	}

	private String listing(Backup backup, Parts parts, Progress progress) {
		try (InputStream dump = parts.open(DUMP)) {
			Tool.Answer answer = new Tool().runFrom(dump, List.of(restoreProgram, "--list"), Map.of(),
					"reading the listing of " + backup.id(), progress);
			if (!answer.succeeded()) {
				throw Unusable.because(backup, "pg_restore cannot read it: %s", "pg_restore não consegue lê-lo: %s",
						answer.complaints().strip());
			}
			return answer.output();
		}
		catch (IOException unreadable) {
			throw Unusable.unread(backup, unreadable);
		}
	}

}
