package stores.postgresql;

import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftovers;
import domain.profile.CleanUp;
import domain.profile.StoreProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.RowRetention;

/**
 * Old rows of a table, the oldest first; the profile's rules say that names are names.
 */
@Component
class PostgresqlRetention implements RowRetention {

	private static final int SECONDS = 60;

	private final Secrets secrets;

	PostgresqlRetention(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public StoreProfile.Kind kind() {
		return StoreProfile.Kind.POSTGRESQL;
	}

	@Override
	public Leftovers count(CleanUpRequest request) {
		CleanUp asked = request.asked();
		String sql = "SELECT count(*), min(%s)::text FROM %s WHERE %s < ?".formatted(asked.column(), asked.table(),
				asked.column());
		Server server = server(request);
		try (Connection connection = server.connect(request.store().database());
				PreparedStatement statement = prepared(connection, sql, request);
				ResultSet rows = statement.executeQuery()) {
			rows.next();
			long count = rows.getLong(1);
			return new Leftovers(count, 0, count == 0 ? List.of() : List.of(asked.table() + " " + rows.getString(2)));
		}
		catch (SQLException refused) {
			throw server.failure(request.store().database(), refused);
		}
	}

	@Override
	public int remove(CleanUpRequest request, int most) {
		CleanUp asked = request.asked();
		StringBuilder sql = new StringBuilder("""
				WITH old AS MATERIALIZED (SELECT %1$s AS key FROM %2$s WHERE %3$s < ? ORDER BY %3$s LIMIT %4$d
				  FOR UPDATE SKIP LOCKED)
				""".formatted(asked.key(), asked.table(), asked.column(), most));
		for (int index = 0; index < asked.dependents().size(); index++) {
			String dependent = asked.dependents().get(index);
			int dot = dependent.lastIndexOf('.');
			sql.append(", gone%d AS (DELETE FROM %s WHERE %s IN (SELECT key FROM old))%n".formatted(index,
					dependent.substring(0, dot), dependent.substring(dot + 1)));
		}
		sql.append("DELETE FROM %s WHERE %s IN (SELECT key FROM old)".formatted(asked.table(), asked.key()));
		Server server = server(request);
		try (Connection connection = server.connect(request.store().database());
				PreparedStatement statement = prepared(connection, sql.toString(), request)) {
			return statement.executeUpdate();
		}
		catch (SQLException refused) {
			throw server.failure(request.store().database(), refused);
		}
	}

	/** Not FULL, which would lock the table. */
	@Override
	public void tidy(CleanUpRequest request) {
		Server server = server(request);
		try (Connection connection = server.connect(request.store().database());
				Statement statement = connection.createStatement()) {
			for (String table : tables(request.asked())) {
				statement.execute("VACUUM (ANALYZE) " + table);
			}
		}
		catch (SQLException refused) {
			throw server.failure(request.store().database(), refused);
		}
	}

	private static List<String> tables(CleanUp asked) {
		return Stream
			.concat(Stream.of(asked.table()),
					asked.dependents().stream().map(column -> column.substring(0, column.lastIndexOf('.'))))
			.distinct()
			.toList();
	}

	private Server server(CleanUpRequest request) {
		return Server.of(request.store(), secrets);
	}

	private static PreparedStatement prepared(Connection connection, String sql, CleanUpRequest request)
			throws SQLException {
		PreparedStatement statement = connection.prepareStatement(sql);
		statement.setQueryTimeout(SECONDS);
		statement.setObject(1, OffsetDateTime.ofInstant(request.before(), ZoneOffset.UTC));
		return statement;
	}

}
