package stores.postgresql;

import domain.backup.Contents;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.IntegrityCheck;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import stores.Comparison;

/**
 * One moment of a database, held open: the dump and the row counts both see it
 * (PostgreSQL's documentation, snapshot synchronisation functions).
 */
class Snapshot implements AutoCloseable {

	/**
	 * Ordinary tables of users. Tables of extensions are not dumped; partitions are
	 * counted, their parent holds nothing.
	 */
	private static final String TABLES = """
			SELECT n.nspname, c.relname, format('%I.%I', n.nspname, c.relname)
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind = 'r' AND c.relpersistence <> 't'
			  AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
			  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
			    AND d.objid = c.oid AND d.deptype = 'e')
			ORDER BY 1, 2
			""";

	private static final String SEQUENCES = """
			SELECT schemaname || '.' || sequencename, coalesce(last_value, 0) FROM pg_sequences
			WHERE schemaname NOT LIKE 'pg\\_%' ORDER BY 1
			""";

	private static final Set<String> NO = Set.of("", "0", "f", "false", "null");

	private static final String EXTENSIONS = "SELECT extname FROM pg_extension ORDER BY 1";

	private final Connection connection;

	private final String database;

	private final String place;

	private String name;

	private Instant moment;

	private int serverMajor;

	private Snapshot(Connection connection, String database, String place) {
		this.connection = connection;
		this.database = database;
		this.place = place;
	}

	/** Opens it. */
	static Snapshot open(Server server, String database) {
		Snapshot snapshot = new Snapshot(server.connect(database), database, server.place(database));
		try {
			snapshot.begin();
			return snapshot;
		}
		catch (SQLException refused) {
			snapshot.close();
			throw server.failure(database, refused);
		}
	}

	private void begin() throws SQLException {
		connection.setAutoCommit(false);
		connection.setReadOnly(true);
		connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		try (Statement statement = connection.createStatement()) {
			// Rows hidden from the user would be missing in the dump: an error, not a
			// small count.
			statement.execute("SET row_security = off");
			try (ResultSet row = statement.executeQuery("SELECT pg_export_snapshot(), clock_timestamp(), "
					+ "current_setting('server_version_num')::int / 10000")) {
				row.next();
				name = row.getString(1);
				moment = row.getObject(2, OffsetDateTime.class).toInstant();
				serverMajor = row.getInt(3);
			}
		}
	}

	/** The snapshot's name, as {@code pg_dump --snapshot} takes it. */
	String name() {
		return name;
	}

	Instant moment() {
		return moment;
	}

	int serverMajor() {
		return serverMajor;
	}

	/** Whether no transaction has written since, nor was about to when it began. */
	boolean nothingWrittenSince(Server server) {
		try (Connection now = server.connect(database)) {
			String then = text("SELECT pg_current_snapshot()::text");
			String[] ends = then.split(":", -1);
			return ends[0].equals(ends[1])
					&& new Administration(now).value("SELECT pg_current_snapshot()::text").equals(then);
		}
		catch (SQLException refused) {
			throw Server.failure(place, null, refused);
		}
	}

	/** What the database holds: rows per table, by {@code schema.table}, and the rest. */
	Contents contents() {
		try {
			// Sequences stand outside of transactions: read before the dump reads them,
			// they are never ahead of it.
			SortedMap<String, Long> sequences = pairs(SEQUENCES);
			return new Contents(database, text("SHOW server_version"), countRows(), names(EXTENSIONS), sequences);
		}
		catch (SQLException failure) {
			throw Server.failure(place, null, failure);
		}
	}

	/** What the profile's questions answer here; one that fails is a bad answer. */
	List<Comparison> answers(List<IntegrityCheck> checks) {
		return checks.stream().map(this::answer).toList();
	}

	private Comparison answer(IntegrityCheck check) {
		try {
			String found = String.valueOf(text(check.query())).strip();
			boolean good = check.equals() == null ? !NO.contains(found.toLowerCase(Locale.ROOT))
					: check.equals().equals(found);
			return answered(check, found, good);
		}
		catch (SQLException failed) {
			rollBack();
			return answered(check, failed.getMessage(), false);
		}
	}

	private static Comparison answered(IntegrityCheck check, String found, boolean good) {
		return new Comparison(Said.quoted(check.name()),
				check.equals() == null ? Said.of("yes", "sim") : Said.quoted(check.equals()), Said.quoted(found), good);
	}

	/** A failed question would fail all that come after it. */
	private void rollBack() {
		try {
			connection.rollback();
		}
		catch (SQLException failure) {
			throw Server.failure(place, null, failure);
		}
	}

	private String text(String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			return row.next() ? row.getString(1) : null;
		}
	}

	private List<String> names(String query) throws SQLException {
		List<String> names = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			while (row.next()) {
				names.add(row.getString(1));
			}
			return names;
		}
	}

	private SortedMap<String, Long> pairs(String query) throws SQLException {
		SortedMap<String, Long> pairs = new TreeMap<>();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			while (row.next()) {
				pairs.put(row.getString(1), row.getLong(2));
			}
			return pairs;
		}
	}

	private SortedMap<String, Long> countRows() throws SQLException {
		SortedMap<String, Long> rows = new TreeMap<>();
		try (Statement statement = connection.createStatement()) {
			List<String[]> tables = new ArrayList<>();
			try (ResultSet row = statement.executeQuery(TABLES)) {
				while (row.next()) {
					tables.add(new String[] { row.getString(1) + "." + row.getString(2), row.getString(3) });
				}
			}
			for (String[] table : tables) {
				try (ResultSet row = statement.executeQuery("SELECT count(*) FROM ONLY " + table[1])) {
					row.next();
					rows.put(table[0], row.getLong(1));
				}
			}
			return rows;
		}
	}

	@Override
	public void close() {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException failure) {
			throw new TransientFailure(place + ": the connection cannot be closed: " + failure.getMessage(), failure);
		}
	}

}
