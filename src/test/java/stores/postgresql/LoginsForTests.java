package stores.postgresql;

import secrets.Secrets;
import stores.Logins;

/** The users of a real PostgreSQL, for trials in other packages. */
public final class LoginsForTests {

	private LoginsForTests() {
	}

	public static Logins with(Secrets secrets) {
		return new PostgresqlLogins(secrets);
	}

}
