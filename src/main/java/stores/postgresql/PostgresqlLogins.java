package stores.postgresql;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.StoreProfile;
import domain.secret.SecretRequest;
import domain.secret.Sessions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.Logins;

/**
 * Users of PostgreSQL. The driver sends the verifier of a value and not the value, so
 * that it is in no log of the server either.
 */
@Component
class PostgresqlLogins implements Logins {

	/** Wrong password, no such user, not permitted to log in. */
	private static final String NOT_AUTHORISED = "28";

	private final Secrets secrets;

	PostgresqlLogins(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public StoreProfile.Kind kind() {
		return StoreProfile.Kind.POSTGRESQL;
	}

	private Connection admin(SecretRequest request) {
		StoreProfile store = request.store();
		String user = request.secret().adminUser() == null ? store.user() : request.secret().adminUser();
		String password = request.secret().adminPassword() == null ? store.password()
				: request.secret().adminPassword();
		return Server.of(as(store, user, password), secrets).connect(store.database());
	}

	private static StoreProfile as(StoreProfile store, String user, String password) {
		return new StoreProfile(store.name(), store.kind(), store.host(), store.port(), store.database(), user,
				password, store.backups());
	}

	@Override
	public void give(SecretRequest request, String user, char[] value) {
		try (Connection admin = admin(request); Statement statement = admin.createStatement()) {
			String name = quoted(statement, user);
			String group = quoted(statement, request.secret().memberOf());
			if (!exists(admin, user)) {
				statement.execute("CREATE ROLE " + name);
			}
			statement.execute("GRANT " + group + " TO " + name);
			// What it makes belongs to both.
			statement.execute("ALTER ROLE " + name + " SET role TO " + group);
			admin.unwrap(PGConnection.class).alterUserPassword(user, value.clone(), "scram-sha-256");
			statement.execute("ALTER ROLE " + name + " LOGIN");
		}
		catch (SQLException refused) {
			throw failure(request, "give user " + user + " a new value", refused);
		}
	}

	private static String quoted(Statement statement, String name) throws SQLException {
		return statement.enquoteIdentifier(name, true);
	}

	private static boolean exists(Connection admin, String user) throws SQLException {
		try (PreparedStatement question = admin.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
			question.setString(1, user);
			try (ResultSet answer = question.executeQuery()) {
				return answer.next();
			}
		}
	}

	@Override
	public boolean works(SecretRequest request, String user, char[] value) {
		Server server = Server.with(as(request.store(), user, null), new String(value));
		try (Connection own = server.connect(request.store().database());
				Statement statement = own.createStatement();
				ResultSet answer = statement.executeQuery("SELECT session_user")) {
			return answer.next() && answer.getString(1).equals(user);
		}
		catch (PermanentFailure refused) {
			if (refused.kind() == FailureKind.FORBIDDEN) {
				return false;
			}
			throw refused;
		}
		catch (SQLException refused) {
			throw failure(request, "log in as " + user, refused);
		}
	}

	@Override
	public Sessions sessions(SecretRequest request) {
		String counts = "SELECT count(*) FILTER (WHERE usename = ?), count(*) FILTER (WHERE usename = ?)"
				+ " FROM pg_stat_activity WHERE pid <> pg_backend_pid()";
		try (Connection admin = admin(request); PreparedStatement question = admin.prepareStatement(counts)) {
			question.setString(1, request.before());
			question.setString(2, request.next());
			try (ResultSet answer = question.executeQuery()) {
				answer.next();
				return new Sessions(answer.getInt(1), answer.getInt(2));
			}
		}
		catch (SQLException refused) {
			throw failure(request, "count connections", refused);
		}
	}

	@Override
	public void revoke(SecretRequest request, String user) {
		try (Connection admin = admin(request); Statement statement = admin.createStatement()) {
			statement.execute("ALTER ROLE " + quoted(statement, user) + " NOLOGIN PASSWORD NULL");
		}
		catch (SQLException refused) {
			throw failure(request, "revoke user " + user, refused);
		}
	}

	/** The driver's words name users and rights, never values. */
	private static RuntimeException failure(SecretRequest request, String what, SQLException refused) {
		String words = "PostgreSQL " + request.store().host() + ": cannot " + what + ": " + refused.getMessage();
		String state = String.valueOf(refused.getSQLState());
		if (state.startsWith(NOT_AUTHORISED) || state.equals("42501")) {
			return new PermanentFailure(FailureKind.FORBIDDEN,
					words + ". Name a user that may make users in adminUser.", refused);
		}
		return new TransientFailure(words, refused);
	}

}
