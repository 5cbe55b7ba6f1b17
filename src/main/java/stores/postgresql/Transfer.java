package stores.postgresql;

import domain.backup.Contents;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.nio.file.Path;
import java.util.List;
import secrets.Secrets;
import stores.Comparison;
import stores.Progress;

/**
 * Brings one database from a run's own server over to the real one, beside the one in
 * use, and compares the two.
 */
final class Transfer {

	private final Source source;

	private final Secrets secrets;

	private final Databases databases;

	private final Progress progress;

	Transfer(Source source, Secrets secrets, Databases databases, Progress progress) {
		this.source = source;
		this.secrets = secrets;
		this.databases = databases;
		this.progress = progress;
	}

	void bring(RestoreRequest request, Server from, Path dump) {
		String database = source.store().database();
		String jobs = "--jobs=" + source.asked().postgresql().jobs();
		run("pg_dump", from, "dumping the run's own server", database,
				List.of("--format=directory", jobs, "--file=" + dump, "--dbname=" + database));
		String place = request.place().name();
		Server into = Server.restoring(source, secrets);
		new Globals(run("pg_dumpall", from, "reading the roles of the run's own server", database,
				List.of("--globals-only", "--no-role-passwords", "--database=" + database)))
			.apply(into);
		databases.makeEmpty(request);
		run("pg_restore", into, "bringing over " + place, place,
				List.of("--exit-on-error", jobs, "--dbname=" + place, dump.toString()));
		Restoring.analyze(into, place);
		requireSame(from, database, into, place);
		databases.finish(request);
	}

	private String run(String program, Server server, String what, String database, List<String> options) {
		Tool.Answer answer = new Tool().run(server.program(program, options.toArray(String[]::new)),
				server.environment(), what, progress);
		if (!answer.succeeded()) {
			throw DumpFailures.of(program, server.place(database), answer);
		}
		return answer.output();
	}

	private void requireSame(Server from, String database, Server into, String place) {
		List<Comparison> bad;
		try (Snapshot one = Snapshot.open(from, database); Snapshot other = Snapshot.open(into, place)) {
			Contents expected = Beside.contents(one, progress);
			bad = Comparing.contents(expected, Beside.contents(other, progress))
				.stream()
				.filter(finding -> !finding.good())
				.toList();
		}
		if (!bad.isEmpty()) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED,
					Said.of("database %s is not what the run's own server held: %s",
							"o banco %s não é o que o servidor da própria execução continha: %s", place,
							PhysicalRestoring.words(bad)));
		}
	}

}
