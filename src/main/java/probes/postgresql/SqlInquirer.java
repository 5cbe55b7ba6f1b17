package probes.postgresql;

import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.diagnosis.SqlText;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.Surroundings;
import domain.profile.NamedQuery;
import domain.profile.StoreProfile;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import probes.Inquirer;
import probes.Places;
import secrets.Secrets;

/**
 * Asks PostgreSQL in a transaction that cannot write and ends when the query's time is
 * over. Values are bound by the driver; the server finds their types.
 */
@Component
class SqlInquirer implements Inquirer {

	/** No connection: class 08; not allowed: class 28. */
	private static final List<String> NO_ANSWER = List.of("08", "28", "53", "57");

	private static final String STATISTICS = "pg_stat_statements";

	private final Secrets secrets;

	SqlInquirer(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public NamedQuery.Kind kind() {
		return NamedQuery.Kind.SQL;
	}

	@Override
	public Rows ask(Question question, Surroundings around) throws SQLException {
		NamedQuery query = question.query();
		StoreProfile store = Places.store(query.store(), around);
		SqlText text = SqlText.of(query.text());
		try (Connection connection = Postgresql.connect(store, query.within(), secrets)) {
			connection.setReadOnly(true);
			connection.setAutoCommit(false);
			try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
				for (int index = 0; index < text.names().size(); index++) {
					statement.setString(index + 1, question.values().get(text.names().get(index)));
				}
				statement.setMaxRows(query.limit() + 1);
				try (ResultSet rows = statement.executeQuery()) {
					return Rows.atMost(query.limit(), read(rows));
				}
			}
		}
		catch (SQLException failure) {
			String words = Postgresql.place(store) + ": " + failure.getMessage();
			String state = failure.getSQLState();
			if (state == null || NO_ANSWER.stream().anyMatch(state::startsWith)) {
				// Without its cause, whose deepest words name no place.
				throw new SQLException(words, state);
			}
			throw new PermanentFailure(FailureKind.PROFILE, words + whatToDo(failure), failure);
		}
	}

	/** The one extension that the runbooks' questions need, and that few have loaded. */
	private static String whatToDo(SQLException failure) {
		return failure.getMessage().contains(STATISTICS)
				? ". Load the extension: shared_preload_libraries = '%1$s' in postgresql.conf, start PostgreSQL anew, then CREATE EXTENSION %1$s in this database"
					.formatted(STATISTICS)
				: "";
	}

	private static List<Map<String, Object>> read(ResultSet rows) throws SQLException {
		ResultSetMetaData columns = rows.getMetaData();
		List<Map<String, Object>> read = new ArrayList<>();
		while (rows.next()) {
			Map<String, Object> row = new LinkedHashMap<>();
			for (int column = 1; column <= columns.getColumnCount(); column++) {
				row.put(columns.getColumnLabel(column), value(rows.getObject(column)));
			}
			read.add(row);
		}
		return read;
	}

	private static Object value(Object found) throws SQLException {
		return switch (found) {
			case null -> null;
			case Number number -> number;
			case Boolean truth -> truth;
			case Array array ->
				array.getArray() instanceof Object[] elements ? Arrays.asList(elements) : array.toString();
			default -> found.toString();
		};
	}

}
