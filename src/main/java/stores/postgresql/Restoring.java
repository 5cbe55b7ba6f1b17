package stores.postgresql;

import domain.backup.RestoreRequest;
import domain.failure.TransientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import stores.Parts;
import stores.Progress;

/** Fills a database of a run's own from a dump. */
final class Restoring {

	private final Server server;

	private final String program;

	private final Databases databases;

	Restoring(Server server, String program, Databases databases) {
		this.server = server;
		this.program = program;
		this.databases = databases;
	}

	/** What an earlier attempt has finished stays; what it has begun is begun anew. */
	void restore(RestoreRequest request, Parts parts, Progress progress) {
		if (databases.finished(request)) {
			return;
		}
		databases.makeEmpty(request);
		String database = request.place().name();
		try (InputStream dump = parts.open(Archive.DUMP)) {
			Tool.Answer answer = new Tool().runFrom(dump,
					server.program(program, "--exit-on-error", "--dbname=" + database), server.environment(),
					"restoring " + database, progress);
			if (!answer.succeeded()) {
				throw DumpFailures.of("pg_restore", server.place(database), answer);
			}
		}
		catch (IOException unreadable) {
			throw new TransientFailure("backup " + request.backup().location() + " cannot be read: " + unreadable,
					unreadable);
		}
		analyze(server, database);
		databases.finish(request);
	}

	/** Without statistics the first queries after a restore are slow. */
	static void analyze(Server server, String database) {
		try (Connection connection = server.connect(database); Statement statement = connection.createStatement()) {
			statement.execute("ANALYZE");
		}
		catch (SQLException refused) {
			throw server.failure(database, refused);
		}
	}

}
