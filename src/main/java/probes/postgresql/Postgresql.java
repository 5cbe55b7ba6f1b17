package probes.postgresql;

import domain.profile.StoreProfile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import probes.Places;
import secrets.Secrets;

/** Connects to a PostgreSQL store, for questions that change nothing. */
final class Postgresql {

	private static final int USUAL_PORT = 5432;

	private Postgresql() {
	}

	/**
	 * A connection whose transactions cannot write, and whose statements end by
	 * themselves.
	 */
	static Connection connect(StoreProfile store, Duration within, Secrets secrets) throws SQLException {
		return DriverManager.getConnection("jdbc:postgresql://" + place(store), properties(store, within, secrets));
	}

	static String place(StoreProfile store) {
		return Places.address(store, USUAL_PORT) + "/" + (store.database() == null ? "" : store.database());
	}

	private static Properties properties(StoreProfile store, Duration within, Secrets secrets) {
		Properties properties = new Properties();
		if (store.user() != null) {
			properties.setProperty("user", store.user());
		}
		if (store.password() != null) {
			properties.setProperty("password", secrets.resolve(store.password()));
		}
		// The driver counts in seconds.
		String seconds = Long.toString(Math.max(1, Math.ceilDiv(within.toMillis(), 1000)));
		properties.setProperty("connectTimeout", seconds);
		properties.setProperty("socketTimeout", seconds);
		properties.setProperty("ApplicationName", "holdfast");
		// A text that was given for a number, a time or an id is read as such.
		properties.setProperty("stringtype", "unspecified");
		properties.setProperty("options",
				"-c default_transaction_read_only=on -c statement_timeout=" + within.toMillis());
		return properties;
	}

}
