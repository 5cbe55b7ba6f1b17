package local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL that asks for a password; data and port survive a stop. */
public final class PostgresServer implements LocalServer {

	public static final String USER = "postgres";

	/** Not a secret: the server listens on loopback and is thrown away. */
	public static final String PASSWORD = "local-only";

	private static final Duration LIMIT = Patience.LIMIT;

	private final int port = Ports.free();

	private final Path directory;

	private final Path data;

	private final Path programs;

	private final ServerProcess process;

	/** One whose files are in the directory; it is not started. */
	public PostgresServer(Path directory) {
		this.directory = directory;
		this.data = directory.resolve("data");
		this.programs = PostgresBinaries.folder().resolve("bin");
		this.process = new ServerProcess("PostgreSQL", directory.resolve("postgresql.log"),
				unprivileged(this.programs.resolve("postgres").toString(), "-D", this.data.toString(), "-p",
						Integer.toString(this.port), "-c", "listen_addresses=127.0.0.1", "-c",
						"unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200", "-c",
						"shared_preload_libraries=pg_stat_statements"));
	}

	/**
	 * PostgreSQL refuses to run as root; in a user namespace of its own root is nobody.
	 */
	private static List<String> unprivileged(String... command) {
		List<String> wrapped = new ArrayList<>();
		if (System.getProperty("user.name").equals("root")) {
			wrapped.addAll(List.of("unshare", "-U"));
			wrapped.addAll(ServerProcess.dyingWithUs(List.of(command)));
		}
		else {
			wrapped.addAll(List.of(command));
		}
		return wrapped;
	}

	@Override
	public synchronized void start() {
		if (isRunning()) {
			return;
		}
		if (!Files.exists(this.data.resolve("PG_VERSION"))) {
			initialise();
		}
		this.process.start(this::accepts, LIMIT);
	}

	private void initialise() {
		Path password = Directories.write(this.directory.resolve("password"), PASSWORD);
		List<String> command = unprivileged(this.programs.resolve("initdb").toString(), "-D", this.data.toString(),
				"-U", USER, "-E", "UTF-8", "--locale=C", "-A", "scram-sha-256", "--pwfile=" + password, "--no-sync");
		try {
			Process initialisation = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.process.log().toFile()))
				.start();
			if (initialisation.waitFor() != 0) {
				throw new IllegalStateException(
						"initdb failed: %s; see %s".formatted(String.join(" ", command), this.process.log()));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("initdb cannot be run: " + String.join(" ", command), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while making a PostgreSQL data folder", ex);
		}
	}

	private boolean accepts() throws SQLException {
		try (Connection connection = dataSource("postgres").getConnection()) {
			return connection.isValid(2);
		}
	}

	/** Fast shutdown: connections are cut, the data is written. */
	@Override
	public synchronized void stop() {
		this.process.stop("INT");
	}

	/** Ends the server without a warning. */
	public void kill() {
		this.process.kill();
	}

	@Override
	public boolean isRunning() {
		return this.process.isAlive();
	}

	/** The folder of the server's programs. */
	public Path programs() {
		return this.programs;
	}

	public int port() {
		return this.port;
	}

	/** Makes an empty database, in place of one that an earlier trial left. */
	public PostgresServer createDatabase(String name) {
		execute("postgres", "DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
		execute("postgres", "CREATE DATABASE \"" + name + "\"");
		return this;
	}

	public boolean hasDatabase(String name) {
		return !rows("postgres", "SELECT 1 FROM pg_database WHERE datname = '" + name + "'").isEmpty();
	}

	/** The rows of a query, the columns of each joined by a bar. */
	public List<String> rows(String database, String query) {
		try (Connection connection = dataSource(database).getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(query)) {
			List<String> rows = new ArrayList<>();
			while (result.next()) {
				StringJoiner row = new StringJoiner("|");
				for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
					row.add(result.getString(column));
				}
				rows.add(row.toString());
			}
			return rows;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(
					"PostgreSQL on port %d, database %s, refused: %s".formatted(this.port, database, query), ex);
		}
	}

	/** Runs the statements, separated by semicolons, in the named database. */
	public void execute(String database, String statements) {
		try (Connection connection = dataSource(database).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(statements);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(
					"PostgreSQL on port %d, database %s, refused: %s".formatted(this.port, database, statements), ex);
		}
	}

	public String jdbcUrl(String database) {
		return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(this.port, database);
	}

	public DataSource dataSource(String database) {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(jdbcUrl(database));
		source.setUser(USER);
		source.setPassword(PASSWORD);
		return source;
	}

}
