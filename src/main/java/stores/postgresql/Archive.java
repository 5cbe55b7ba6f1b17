package stores.postgresql;

import domain.backup.Backup;
import domain.backup.Source;
import domain.failure.TransientFailure;
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
import stores.Shelf;

/** Reads a dump's listing: what it does not hold cannot be restored. */
final class Archive {

	static final String DUMP = ".dump";

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
			throw Shelf.unusable(backup, wrong);
		});
		age(backup, listing).ifPresent(wrong -> {
			throw Shelf.unusable(backup, wrong);
		});
		if (backup.rows().isEmpty() || !ROWS.matcher(listing).find()) {
			throw Shelf.unusable(backup, "it is empty: it holds no table");
		}
		for (String table : backup.rows().keySet()) {
			if (!holds(listing, table)) {
				throw Shelf.unusable(backup, "it holds no data of table " + table + ", which had "
						+ backup.rows().get(table) + " rows when the backup was taken");
			}
		}
		for (String expected : source.asked().expects()) {
			if (!holds(listing, expected)) {
				throw Shelf.unusable(backup, "it does not hold " + expected + ", which every backup of " + source.name()
						+ " must hold (the profile's 'expects')");
			}
		}
	}

	/** An old dump under the manifest of a newer one. */
	private static Optional<String> age(Backup backup, String listing) {
		Matcher created = CREATED.matcher(listing);
		if (backup.contents() == null || !created.find()) {
			return Optional.empty();
		}
		Instant made = LocalDateTime.parse(created.group(1), MOMENT).toInstant(ZoneOffset.UTC);
		return Duration.between(made, backup.recoveryPoint()).compareTo(CLOCKS_APART) > 0
				? Optional.of("it is stale: the archive was made at " + made + ", and the manifest says that it holds "
						+ backup.recoveryPoint())
				: Optional.empty();
	}

	private static Optional<String> origin(Source source, String listing) {
		Matcher origin = ORIGIN.matcher(listing);
		String wanted = source.store().database();
		if (origin.find() && !ours(origin.group(1).strip(), wanted)) {
			return Optional.of("it is a dump of database " + origin.group(1).strip() + ", not of " + wanted);
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
				throw Shelf.unusable(backup, "pg_restore cannot read it: " + answer.complaints().strip());
			}
			return answer.output();
		}
		catch (IOException unreadable) {
			throw new TransientFailure("backup " + backup.location() + " cannot be read: " + unreadable, unreadable);
		}
	}

}
