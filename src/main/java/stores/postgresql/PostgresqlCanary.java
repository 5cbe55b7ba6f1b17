package stores.postgresql;

import domain.backup.Place;
import domain.backup.Source;
import domain.drill.Canary;
import domain.profile.CanaryRow;
import domain.profile.IntegrityCheck;
import domain.profile.ProtectedStore;
import domain.profile.StoreProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.Comparisons;
import stores.Drilled;

/** A row in a table of its own, by a user that may do nothing else. */
@Component
class PostgresqlCanary implements Drilled {

	/** It lists what the user who asks may use. */
	private static final List<IntegrityCheck> USUAL = List.of(new IntegrityCheck("the application's user sees tables",
			"SELECT count(*) > 0 FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')",
			null));

	private final Secrets secrets;

	PostgresqlCanary(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.POSTGRESQL;
	}

	@Override
	public Canary stamp(Source source, CanaryRow canary, String name) {
		String database = source.store().database();
		Server server = Server.reading(asCanary(source, canary), secrets);
		try (Connection connection = server.connect(database);
				PreparedStatement statement = connection.prepareStatement("INSERT INTO " + quoted(canary.table())
						+ " AS t (name, marked_at) VALUES (?, clock_timestamp()) ON CONFLICT (name)"
						+ " DO UPDATE SET marked_at = excluded.marked_at RETURNING name, marked_at")) {
			statement.setString(1, name);
			return first(statement, canary);
		}
		catch (SQLException refused) {
			throw server.failure(database, refused);
		}
	}

	@Override
	public Canary newest(Source source, CanaryRow canary, Place place) {
		return newest(Server.restoring(source, secrets), place == null ? source.store().database() : place.name(),
				canary);
	}

	Canary newest(Server server, String database, CanaryRow canary) {
		try (Connection connection = server.connect(database);
				PreparedStatement statement = connection.prepareStatement(
						"SELECT name, marked_at FROM " + quoted(canary.table()) + " ORDER BY marked_at DESC LIMIT 1")) {
			return first(statement, canary);
		}
		catch (SQLException refused) {
			// Undefined table (42P01) or no right to it: the copy proves nothing.
			if (refused.getSQLState() != null && refused.getSQLState().startsWith("42")) {
				return Canary.none(server.place(database) + ": " + refused.getMessage());
			}
			throw server.failure(database, refused);
		}
	}

	@Override
	public Comparisons ask(Source source, Place place, List<IntegrityCheck> questions) {
		return ask(Server.reading(source, secrets), place.name(), questions);
	}

	Comparisons ask(Server server, String database, List<IntegrityCheck> questions) {
		try (Snapshot snapshot = Snapshot.open(server, database)) {
			return new Comparisons(snapshot.answers(questions.isEmpty() ? USUAL : questions));
		}
	}

	private static Canary first(PreparedStatement statement, CanaryRow canary) throws SQLException {
		try (ResultSet row = statement.executeQuery()) {
			return row.next() ? new Canary(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(), null)
					: Canary.none(canary.table() + " holds no row");
		}
	}

	private static Source asCanary(Source source, CanaryRow canary) {
		if (canary.user() == null) {
			return source;
		}
		StoreProfile store = source.store();
		return new Source(source.system(), source.asked(),
				new StoreProfile(store.name(), store.kind(), store.host(), store.port(), store.database(),
						canary.user(), canary.password(), store.backups(), store.tls(), store.mechanism()),
				source.target(), source.destination(), source.destinationTarget());
	}

	private static String quoted(String table) {
		return Arrays.stream(table.split("\\.", 2))
			.map(part -> "\"" + part.replace("\"", "\"\"") + "\"")
			.collect(Collectors.joining("."));
	}

}
