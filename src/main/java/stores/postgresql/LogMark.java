package stores.postgresql;

import domain.backup.Contents;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A transaction of ours in the server's log: everything that was committed before it is
 * in front of it, on the disk, and a replay can be told to end with it.
 *
 * @param moment the server's clock before it
 * @param position where its commit is written
 * @param until behind it
 * @param segment size of one of the log's files, bytes
 * @param contents what there is, rows as the server's statistics count them
 */
record LogMark(Instant moment, String position, String until, long segment, Contents contents) {

	private static final String SETTINGS = """
			SELECT clock_timestamp(), current_setting('server_version'),
			  (SELECT setting::bigint FROM pg_settings WHERE name = 'wal_segment_size')
			""";

	private static final String ROWS = """
			SELECT n.nspname || '.' || c.relname, greatest(coalesce(s.n_live_tup, 0), 0)
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			  LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
			WHERE c.relkind = 'r' AND c.relpersistence = 'p'
			  AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
			  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
			    AND d.objid = c.oid AND d.deptype = 'e')
			""";

	/** Writes it. */
	static LogMark write(Server server, String database, String id) {
		try (Connection connection = server.connect(database); Statement statement = connection.createStatement()) {
			SortedMap<String, Long> rows = rows(statement);
			statement.execute("SET synchronous_commit = local");
			Instant moment;
			long segment;
			String version;
			try (ResultSet row = statement.executeQuery(SETTINGS)) {
				row.next();
				moment = row.getObject(1, OffsetDateTime.class).toInstant();
				version = row.getString(2);
				segment = row.getLong(3);
			}
			Administration words = new Administration(connection);
			String position = words.value("SELECT pg_logical_emit_message(true, 'holdfast', ?)::text", id);
			String until = words.value("SELECT pg_current_wal_flush_lsn()::text");
			return new LogMark(moment, position, until, segment,
					new Contents(database, version, rows, List.of(), new TreeMap<>(Map.of())));
		}
		catch (SQLException refused) {
			throw server.failure(database, refused);
		}
	}

	/** The server's clock now. */
	static Instant clock(Server server, String database) {
		try (Connection connection = server.connect(database);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
			row.next();
			return row.getObject(1, OffsetDateTime.class).toInstant();
		}
		catch (SQLException refused) {
			throw server.failure(database, refused);
		}
	}

	private static SortedMap<String, Long> rows(Statement statement) throws SQLException {
		SortedMap<String, Long> rows = new TreeMap<>();
		try (ResultSet row = statement.executeQuery(ROWS)) {
			while (row.next()) {
				rows.put(row.getString(1), row.getLong(2));
			}
		}
		return rows;
	}

}
