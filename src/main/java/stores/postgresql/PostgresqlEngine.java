package stores.postgresql;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Contents;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.ProtectedStore;
import domain.profile.StoreProfile;
import domain.release.Changes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Comparison;
import stores.Comparisons;
import stores.Parts;
import stores.Progress;
import stores.Seen;
import stores.Sink;

/**
 * Backups by {@code pg_dump} in its custom format, with rows counted in the same snapshot
 * and the roles beside them (runbook of agente-de-ia, 3.2 and 6); restores by
 * {@code pg_restore} into a database of their own, made from {@code template0} (8.2).
 */
@Component
class PostgresqlEngine implements BackupEngine {

	private static final Pattern MAJOR = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

	private final Secrets secrets;

	private final String dumpProgram;

	private final String restoreProgram;

	private final String globalsProgram;

	private final Databases databases;

	@Autowired
	PostgresqlEngine(Secrets secrets) {
		this(secrets, "pg_dump", "pg_restore");
	}

	PostgresqlEngine(Secrets secrets, String dumpProgram, String restoreProgram) {
		this.secrets = secrets;
		this.dumpProgram = dumpProgram;
		this.restoreProgram = restoreProgram;
		this.globalsProgram = "pg_dumpall";
		this.databases = new Databases(secrets);
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.POSTGRESQL;
	}

	@Override
	public Optional<String> missing(Source source) {
		StoreProfile store = source.store();
		if (store == null) {
			return Optional.of("'store' of recovery store '" + source.name() + "'");
		}
		return missing(store, "host", store.host()).or(() -> missing(store, "database", store.database()))
			.or(() -> missing(store, "user", store.user()));
	}

	private static Optional<String> missing(StoreProfile store, String field, String value) {
		return value == null || value.isBlank() ? Optional.of("'" + field + "' of store '" + store.name() + "'")
				: Optional.empty();
	}

	@Override
	public Captured capture(BackupOrder order, Sink sink, Progress progress) {
		Source source = order.source();
		Server server = Server.reading(source, secrets);
		String database = source.store().database();
		try (Snapshot snapshot = Snapshot.open(server, database)) {
			refuseOlderThan(snapshot.serverMajor(), server.place(database), progress);
			CompletableFuture<Contents> contents = Beside.run(snapshot::contents);
			sink.write(Archive.DUMP, out -> {
				Tool.Answer answer = new Tool()
					.runInto(out,
							server.program(dumpProgram, "--format=custom", "--snapshot=" + snapshot.name(),
									"--dbname=" + database),
							server.environment(), "dumping " + source.name(), progress);
				// A refused count ends the snapshot too: then its words say why.
				if (answer.succeeded() || contents.isCompletedExceptionally()
						|| answer.complaints().contains("requested snapshot")) {
					Beside.await(contents, "counting rows", progress);
				}
				if (!answer.succeeded()) {
					throw DumpFailures.of("pg_dump", server.place(database), answer);
				}
			});
			sink.write(Restoring.GLOBALS, out -> {
				Tool.Answer answer = new Tool().runInto(out,
						server.program(globalsProgram, "--globals-only", "--no-role-passwords",
								"--database=" + database),
						server.environment(), "reading the roles of " + source.name(), progress);
				if (!answer.succeeded()) {
					throw DumpFailures.of("pg_dumpall", server.place(database), answer);
				}
			});
			return new Captured(snapshot.moment(), Beside.await(contents, "counting rows", progress));
		}
	}

	/**
	 * A dump by an older program is refused by the program itself, in less clear words.
	 */
	private void refuseOlderThan(int serverMajor, String place, Progress progress) {
		String version = new Tool().run(List.of(dumpProgram, "--version"), Map.of(), "asking for the version", progress)
			.output()
			.strip();
		Matcher major = MAJOR.matcher(version);
		if (major.find() && Integer.parseInt(major.group(1)) < serverMajor) {
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"the worker's %s is older than %s, which is of version %d: install postgresql-client-%d on the worker.",
					"o %s do worker é mais velho que %s, que é da versão %d: instale postgresql-client-%d no worker.",
					version, place, serverMajor, serverMajor));
		}
	}

	@Override
	public void examine(Source source, Backup backup, Parts parts, Progress progress) {
		new Archive(restoreProgram).examine(source, backup, parts, progress);
	}

	@Override
	public Place live(Source source) {
		return new Place(source.store().database(), Place.Purpose.LIVE, null, null);
	}

	@Override
	public Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		return Databases.own(source, purpose, runId, expires);
	}

	@Override
	public Seen look(Source source, Place place, Progress progress) {
		Server server = Server.reading(source, secrets);
		Instant asked = Instant.now();
		try (Snapshot snapshot = Snapshot.open(server, place.name())) {
			return Seen.there(place, Beside.contents(snapshot, progress), snapshot.moment());
		}
		catch (PermanentFailure | TransientFailure unreadable) {
			return Seen.not(place, asked, unreadable.said());
		}
	}

	@Override
	public void restore(RestoreRequest request, Parts parts, Progress progress) {
		new Restoring(Server.restoring(request.source(), secrets), restoreProgram, databases).restore(request, parts,
				progress);
	}

	@Override
	public Comparisons check(RestoreRequest request, Progress progress) {
		Server server = Server.restoring(request.source(), secrets);
		try (Snapshot snapshot = Snapshot.open(server, request.place().name())) {
			Contents found = Beside.contents(snapshot, progress);
			List<Comparison> all = new ArrayList<>(Comparing.contents(request.backup(), found));
			all.addAll(snapshot.answers(request.source().asked().restore().checks()));
			return new Comparisons(all);
		}
	}

	@Override
	public Changes activate(RestoreRequest request, Progress progress) {
		return databases.exchange(request);
	}

	@Override
	public Changes putBack(RestoreRequest request, Progress progress) {
		return databases.exchangeBack(request);
	}

	@Override
	public List<Place> places(Source source) {
		return databases.marked(source);
	}

	@Override
	public Changes drop(RestoreRequest request, Progress progress) {
		return databases.drop(request);
	}

}
