package stores.postgresql;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.StoreProfile;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

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

	private final Connection connection;

	private final String place;

	private String name;

	private Instant moment;

	private int serverMajor;

	private Snapshot(Connection connection, String place) {
		this.connection = connection;
		this.place = place;
	}

	static String place(StoreProfile store) {
		return "PostgreSQL " + store.host() + ":" + port(store) + "/" + store.database();
	}

	static int port(StoreProfile store) {
		return store.port() == null ? 5432 : store.port();
	}

	/** Opens it. */
	static Snapshot open(StoreProfile store, String password) {
		Properties properties = new Properties();
		properties.setProperty("user", store.user());
		if (password != null) {
			properties.setProperty("password", password);
		}
		properties.setProperty("connectTimeout", "10");
		properties.setProperty("loginTimeout", "10");
		properties.setProperty("tcpKeepAlive", "true");
		properties.setProperty("ApplicationName", "holdfast backup");
		String url = "jdbc:postgresql://" + store.host() + ":" + port(store) + "/" + store.database();
		try {
			Snapshot snapshot = new Snapshot(DriverManager.getConnection(url, properties), place(store));
			snapshot.begin();
			return snapshot;
		}
		catch (SQLException refused) {
			throw failure(place(store), store.user(), refused);
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

	/** Rows per table, by {@code schema.table}. */
	SortedMap<String, Long> countRows() {
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
		catch (SQLException failure) {
			throw failure(place, null, failure);
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

	private static RuntimeException failure(String place, String user, SQLException refused) {
		String state = refused.getSQLState() == null ? "" : refused.getSQLState();
		String words = place + (user == null ? "" : " as user " + user) + ": " + refused.getMessage();
		if (state.startsWith("28")) {
			return new PermanentFailure(FailureKind.FORBIDDEN,
					words + ". Check the store's 'user' and 'password' in the profile.", refused);
		}
		if (state.equals("3D000")) {
			return new PermanentFailure(FailureKind.NOT_FOUND, words + ". Check the store's 'database' in the profile.",
					refused);
		}
		if (state.equals("42501")) {
			return new PermanentFailure(FailureKind.FORBIDDEN,
					words + ". Allow the user to read every table (role pg_read_all_data).", refused);
		}
		if (refused.getCause() instanceof UnknownHostException) {
			return new TransientFailure(
					words + ". The host's name cannot be resolved: check the store's 'host' in the profile.", refused);
		}
		return new TransientFailure(words, refused);
	}

}
