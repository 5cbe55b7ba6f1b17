package stores.postgresql;

import domain.backup.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import secrets.Secrets;

/**
 * Has the server keep its log until a backup holds it (PostgreSQL's documentation,
 * replication slots).
 */
final class Slot {

	private static final int LONGEST = 63;

	private final Server server;

	private final String database;

	private final String name;

	Slot(Source source, Secrets secrets) {
		this.server = Server.reading(source, secrets);
		this.database = source.store().database();
		this.name = name(source);
	}

	static String name(Source source) {
		String name = ("holdfast_" + source.system() + "_" + source.name()).toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9_]", "_");
		return name.substring(0, Math.min(LONGEST, name.length()));
	}

	String name() {
		return name;
	}

	/** From now on nothing is thrown away; one that has lost its log begins anew. */
	void keep() {
		administering(connection -> {
			if (connection.value(
					"SELECT 1 FROM pg_replication_slots WHERE slot_name = ? AND restart_lsn IS NOT NULL AND wal_status <> 'lost'",
					name) != null) {
				return;
			}
			connection.values("SELECT pg_drop_replication_slot(slot_name)::text FROM pg_replication_slots"
					+ " WHERE slot_name = ?", name);
			connection.values("SELECT pg_create_physical_replication_slot(?, true)::text", name);
		});
	}

	/** What is before the position is kept elsewhere and may go. */
	void release(String position) {
		administering(connection -> connection.values(
				"SELECT pg_replication_slot_advance(slot_name, ?::pg_lsn)::text FROM pg_replication_slots"
						+ " WHERE slot_name = ? AND restart_lsn < ?::pg_lsn AND wal_status <> 'lost'",
				position, name, position));
	}

	private void administering(Work work) {
		try (Connection connection = server.connect(database)) {
			work.on(new Administration(connection));
		}
		catch (SQLException refused) {
			throw server.failure(database, refused);
		}
	}

	private interface Work {

		void on(Administration connection) throws SQLException;

	}

}
