package probes.postgresql;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.StoreProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.stereotype.Component;
import probes.Places;
import probes.Prober;
import probes.Stopwatch;
import secrets.Secrets;

/**
 * Connects to PostgreSQL and asks it something, in a transaction that cannot write.
 * Refusing our user or password is no answer about the server's health.
 */
@Component
class SqlProber implements Prober {

	private static final String NOT_ALLOWED = "28";

	private final Secrets secrets;

	SqlProber(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.SQL;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) throws SQLException {
		StoreProfile store = Places.store(probe, around);
		Stopwatch watch = new Stopwatch();
		try (Connection connection = Postgresql.connect(store, probe.within(), secrets);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(probe.query() == null ? "SELECT 1" : probe.query())) {
			return probe.query() == null ? Finding.took(watch.time(), Postgresql.place(store) + " answers queries")
					: first(probe, rows);
		}
		catch (SQLException failure) {
			String words = Postgresql.place(store) + ": " + failure.getMessage();
			if (failure.getSQLState() != null && failure.getSQLState().startsWith(NOT_ALLOWED)) {
				return new Finding.Unasked(words + "; is what stands behind " + store.password() + " right?");
			}
			return new Finding.Broken(words);
		}
	}

	private static Finding first(Probe probe, ResultSet rows) throws SQLException {
		if (!rows.next()) {
			return new Finding.Unasked("the query gives no row");
		}
		String value = rows.getString(1);
		if (value == null) {
			return new Finding.Unasked("the query gives no value");
		}
		if (probe.equals() != null) {
			return value.equals(probe.equals()) ? new Finding.Measured(0, "", "the query gives " + value)
					: new Finding.Broken("the query gives " + value + ", " + probe.equals() + " was expected");
		}
		try {
			return new Finding.Measured(Double.parseDouble(value), "", "the query gives " + value);
		}
		catch (NumberFormatException text) {
			return new Finding.Unasked("the query gives no number but " + value);
		}
	}

}
