package stores.postgresql;

import domain.backup.RestoreRequest;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import stores.Checksums;
import stores.Parts;
import stores.Progress;
import stores.Unusable;

/** Fills a database of a run's own from a dump. */
final class Restoring {

	static final String GLOBALS = ".globals.sql";

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
		roles(request, parts);
		databases.makeEmpty(request);
		String database = request.place().name();
		try (InputStream dump = parts.open(Archive.DUMP)) {
			int jobs = request.source().asked().postgresql().jobs();
			Tool.Answer answer = jobs == 1 ? alone(dump, database, progress) : together(dump, database, jobs, progress);
			if (!answer.succeeded()) {
				throw DumpFailures.of("pg_restore", server.place(database), answer);
			}
		}
		catch (IOException unreadable) {
			throw Unusable.unread(request.backup(), unreadable);
		}
		analyze(server, database);
		databases.finish(request);
	}

	/** Those that own what is restored; manifests of old have none. */
	private void roles(RestoreRequest request, Parts parts) {
		boolean there = request.backup().parts().stream().anyMatch(part -> part.name().contains(GLOBALS));
		if (!there) {
			return;
		}
		try (InputStream globals = parts.open(GLOBALS)) {
			new Globals(new String(globals.readAllBytes(), StandardCharsets.UTF_8)).apply(server);
		}
		catch (IOException unreadable) {
			throw new TransientFailure(
					Said.of("the roles of backup %s cannot be read: %s",
							"as roles do backup %s não podem ser lidas: %s", request.backup().location(), unreadable),
					unreadable);
		}
	}

	private Tool.Answer alone(InputStream dump, String database, Progress progress) throws IOException {
		return new Tool().runFrom(dump, server.program(program, "--exit-on-error", "--dbname=" + database),
				server.environment(), "restoring " + database, progress);
	}

	/** Several at once read from several places in the dump: it must be a file. */
	private Tool.Answer together(InputStream dump, String database, int jobs, Progress progress) throws IOException {
		Path file = Files.createTempFile("holdfast-", Archive.DUMP);
		try {
			try (OutputStream out = Files.newOutputStream(file)) {
				Checksums.counting(out, "dump of " + database, dump::transferTo, progress);
			}
			return new Tool().run(server.program(program, "--exit-on-error", "--jobs=" + jobs, "--dbname=" + database,
					file.toString()), server.environment(), "restoring " + database, progress);
		}
		finally {
			Files.deleteIfExists(file);
		}
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
