package stores.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said to a server about its databases as wholes. */
final class Administration {

	/** The comment of a database. */
	static final String COMMENT = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = ?";

	private final Connection connection;

	Administration(Connection connection) {
		this.connection = connection;
	}

	static String quoted(String name) {
		return "\"" + name.replace("\"", "\"\"") + "\"";
	}

	/** From here to {@link #commit} all or nothing. */
	void begin() throws SQLException {
		connection.setAutoCommit(false);
	}

	void commit() throws SQLException {
		connection.commit();
	}

	void cutOff(String... databases) throws SQLException {
		for (String database : databases) {
			values("SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname = ?", database);
		}
	}

	Optional<Mark> mark(String database) throws SQLException {
		return Optional.ofNullable(value(COMMENT, database)).flatMap(Mark::read);
	}

	boolean exists(String database) throws SQLException {
		return value("SELECT datname FROM pg_database WHERE datname = ?", database) != null;
	}

	void rename(String from, String to) throws SQLException {
		execute("ALTER DATABASE " + quoted(from) + " RENAME TO " + quoted(to));
	}

	void comment(String database, String comment) throws SQLException {
		String text = comment == null ? "NULL" : value("SELECT quote_literal(?)", comment);
		execute("COMMENT ON DATABASE " + quoted(database) + " IS " + text);
	}

	void execute(String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** The first column of the first row; null when there is none. */
	String value(String query, String... parameters) throws SQLException {
		List<String> values = values(query, parameters);
		return values.isEmpty() ? null : values.getFirst();
	}

	/** The first column of every row. */
	List<String> values(String query, String... parameters) throws SQLException {
		List<String> values = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(query)) {
			for (int index = 0; index < parameters.length; index++) {
				statement.setString(index + 1, parameters[index]);
			}
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					values.add(row.getString(1));
				}
			}
		}
		return values;
	}

}
