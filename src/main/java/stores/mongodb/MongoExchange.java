package stores.mongodb;

import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.release.Changes;
import domain.run.Change;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import stores.MarkedPlaces;

/**
 * A restore over the database in use, and its way back: an archive of what was there,
 * read to its end before anything is dropped. The mark beside it says how far it came, so
 * that every step may be repeated.
 */
final class MongoExchange {

	private static final String BEGUN = "begun-over";

	private static final String DONE = "done";

	private final MongoTools tools;

	private final MongoDatabases databases;

	private final RestoreRequest request;

	MongoExchange(MongoTools tools, MongoDatabases databases, RestoreRequest request) {
		this.tools = tools;
		this.databases = databases;
		this.request = request;
	}

	private Place aside() {
		return request.aside();
	}

	private String database() {
		return request.source().store().database();
	}

	Changes over() {
		Optional<String> state = tools.files().state(aside());
		if (state.filter(DONE::equals).isPresent()) {
			return new Changes(List.of());
		}
		if (!tools.files().whole(request.place())) {
			throw new PermanentFailure(FailureKind.NOT_FOUND,
					Said.of("%s, which should be put in place, is not there any more.",
							"%s, que deveria ser posto no lugar, não está mais lá.", request.place().name()));
		}
		if (state.filter(word -> word.equals(BEGUN) || word.equals(MarkedPlaces.WHOLE)).isEmpty()) {
			tools.files().note(aside(), "keeping");
			tools.dump(aside().name());
			tools.files().note(aside(), MarkedPlaces.WHOLE);
		}
		tools.files().note(aside(), BEGUN);
		load(request.place());
		tools.files().note(aside(), DONE);
		return new Changes(List.of(new Change("database " + database(), "as it was, kept as " + aside().name(),
				"from backup " + request.backup().id())));
	}

	Changes back() {
		boolean begun = tools.files()
			.state(aside())
			.filter(word -> word.equals(BEGUN) || word.equals(DONE))
			.isPresent();
		if (begun) {
			// Whoever changes their mind half-way finds that it is not done any more.
			tools.files().note(aside(), BEGUN);
			load(aside());
		}
		tools.files().drop(aside());
		return new Changes(begun ? List
			.of(new Change("database " + database(), "from backup " + request.backup().id(), "as before the restore"))
				: List.of());
	}

	/** Collections that the archive does not know go, too. */
	private void load(Place coming) {
		SortedMap<String, Long> expected = tools.held(coming.name()).documents();
		databases.drop(database());
		tools.restore(coming.name());
		if (expected.getOrDefault(MongoArchive.OPLOG, 0L) > 0) {
			// What happened during the dump was done again: counts may be others.
			return;
		}
		SortedMap<String, Long> found = databases.counts(database(), database());
		expected.forEach((name, documents) -> {
			boolean asked = name.startsWith(database() + ".") && !name.startsWith(database() + ".system.");
			if (asked && !documents.equals(found.getOrDefault(name, 0L))) {
				throw new PermanentFailure(FailureKind.NOT_VERIFIED,
						Said.of("%s has %d documents after the restore, its archive %d",
								"%s tem %d documentos depois da restauração, o seu arquivo %d", name,
								found.getOrDefault(name, 0L), documents));
			}
		});
	}

}
