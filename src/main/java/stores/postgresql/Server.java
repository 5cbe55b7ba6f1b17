package stores.postgresql;

import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.RestoreProfile;
import domain.profile.StoreProfile;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import secrets.Secrets;

/** A server of PostgreSQL and the user we are there. */
final class Server {

	private static final int USUAL_PORT = 5432;

	private final StoreProfile store;

	private final String user;

	private final String password;

	private Server(StoreProfile store, String user, String password) {
		this.store = store;
		this.user = user;
		this.password = password;
	}

	/** As the user that reads. */
	static Server reading(Source source, Secrets secrets) {
		return of(source.store(), secrets);
	}

	/** As the store's own user. */
	static Server of(StoreProfile store, Secrets secrets) {
		return new Server(store, store.user(), store.password() == null ? null : secrets.resolve(store.password()));
	}

	/** As the store's own user, with a password at hand. */
	static Server with(StoreProfile store, String password) {
		return new Server(store, store.user(), password);
	}

	/** As the user that makes and renames databases. */
	static Server restoring(Source source, Secrets secrets) {
		RestoreProfile restore = source.asked().restore();
		if (restore.user() == null) {
			return reading(source, secrets);
		}
		String password = restore.password() == null ? null : secrets.resolve(restore.password());
		return new Server(source.store(), restore.user(), password);
	}

	/** The same users at another port of this machine. */
	Server here(int port) {
		return new Server(new StoreProfile(store.name(), store.kind(), "127.0.0.1", port, store.database(),
				store.user(), store.password(), store.backups()), user, password);
	}

	String place(String database) {
		return "PostgreSQL " + store.host() + ":" + port() + "/" + database;
	}

	private int port() {
		return store.port() == null ? USUAL_PORT : store.port();
	}

	Connection connect(String database) {
		return connect(database, new Properties());
	}

	/** With properties of the driver besides the usual ones. */
	Connection connect(String database, Properties more) {
		Properties properties = new Properties();
		properties.putAll(more);
		properties.setProperty("user", user);
		if (password != null) {
			properties.setProperty("password", password);
		}
		properties.setProperty("connectTimeout", "10");
		properties.setProperty("loginTimeout", "10");
		properties.setProperty("tcpKeepAlive", "true");
		properties.setProperty("ApplicationName", "holdfast");
		try {
			return DriverManager.getConnection("jdbc:postgresql://" + store.host() + ":" + port() + "/" + database,
					properties);
		}
		catch (SQLException refused) {
			throw failure(database, refused);
		}
	}

	/** Where databases are made and renamed from: not the one that it is done to. */
	Connection administer() {
		return connect(store.database().equals("postgres") ? "template1" : "postgres");
	}

	/** One of PostgreSQL's programs, told where the server is. */
	List<String> program(String name, String... options) {
		List<String> command = new java.util.ArrayList<>(
				List.of(name, "--no-password", "--host=" + store.host(), "--port=" + port(), "--username=" + user));
		command.addAll(List.of(options));
		return command;
	}

	Map<String, String> environment() {
		Map<String, String> environment = new HashMap<>(Map.of("PGCONNECT_TIMEOUT", "10", "PGAPPNAME", "holdfast"));
		if (password != null) {
			environment.put("PGPASSWORD", password);
		}
		return environment;
	}

	RuntimeException failure(String database, SQLException refused) {
		return failure(place(database), user, refused);
	}

	/** What a refusal means, by its SQLSTATE (PostgreSQL's documentation, appendix A). */
	static RuntimeException failure(String place, String user, SQLException refused) {
		String state = refused.getSQLState() == null ? "" : refused.getSQLState();
		String words = place + (user == null ? "" : " as user " + user) + ": " + refused.getMessage();
		if (state.startsWith("28")) {
			return new PermanentFailure(FailureKind.FORBIDDEN,
					Said.of("%s. Check the store's 'user' and 'password' in the profile.",
							"%s. Confira 'user' e 'password' do armazenamento no perfil.", words),
					refused);
		}
		if (state.equals("3D000")) {
			return new PermanentFailure(FailureKind.NOT_FOUND,
					Said.of("%s. Check the store's 'database' in the profile.",
							"%s. Confira 'database' do armazenamento no perfil.", words),
					refused);
		}
		if (state.equals("42501")) {
			return new PermanentFailure(FailureKind.FORBIDDEN, Said.of(
					"%s. Allow the user to read every table (role pg_read_all_data), and for restores to create databases (CREATEDB) that it owns.",
					"%s. Permita que o usuário leia todas as tabelas (role pg_read_all_data) e, para restaurações, crie bancos (CREATEDB) que sejam dele.",
					words), refused);
		}
		if (refused.getCause() instanceof UnknownHostException) {
			return new TransientFailure(
					Said.of("%s. The host's name cannot be resolved: check the store's 'host' in the profile.",
							"%s. O nome do servidor não pode ser resolvido: confira 'host' do armazenamento no perfil.",
							words),
					refused);
		}
		return new TransientFailure(words, refused);
	}

}
