package stores.mongodb;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Contents;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.ProtectedStore;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Change;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.BadContent;
import stores.Comparisons;
import stores.Machine;
import stores.Machines;
import stores.MarkedPlaces;
import stores.Parts;
import stores.Progress;
import stores.Seen;
import stores.Sink;
import stores.Unusable;

/**
 * A MongoDB by its own tools, run where it is (runbook of flow-c, "Backup MongoDB
 * collections"): an archive of one database, or of the whole server with its oplog where
 * there is a replica set. It is restored into a database of the run's own and counted
 * there; putting it in place is a restore over the one in use.
 */
@Component
class MongodbEngine implements BackupEngine {

	private static final String ARCHIVE = ".archive.gz";

	private final Secrets secrets;

	private final List<Machines> machines;

	MongodbEngine(Secrets secrets, List<Machines> machines) {
		this.secrets = secrets;
		this.machines = machines;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.MONGODB;
	}

	@Override
	public Optional<String> missing(Source source) {
		String of = " of recovery store '" + source.name() + "'";
		if (source.store() == null || source.store().database() == null) {
			return Optional.of("'store' with a 'database'" + of);
		}
		if ((source.store().user() == null) != (source.store().password() == null)) {
			return Optional.of("'user' and 'password' of store '" + source.store().name() + "', both of them or none");
		}
		if (source.target() == null) {
			return Optional.of("'target'" + of + " (where mongodump runs)");
		}
		boolean pod = source.target().kind() == TargetProfile.Kind.KUBERNETES;
		if (pod && MongoTools.profile(source).container() == null) {
			return Optional.of("'mongodb.container'" + of + " (the pod where mongodump runs)");
		}
		return MongoTools.profile(source).folder().matches("(/[A-Za-z0-9._-]+)+") ? Optional.empty()
				: Optional.of("an absolute path as 'mongodb.folder'" + of);
	}

	@Override
	public Captured capture(BackupOrder order, Sink sink, Progress progress) {
		Source source = order.source();
		Machine machine = machine(source, progress);
		MongoTools tools = tools(source, machine, progress);
		String file = MongoTools.base(source) + ".holdfast-backup-" + order.id();
		Instant moment = Instant.now();
		try {
			MongoArchive.Held held = tools.dump(file);
			// With the oplog it is the server as it was at the end of the dump.
			Instant point = MongoTools.profile(source).replicaSet() ? Instant.now() : moment;
			sink.write(ARCHIVE, out -> machine.copy(file, out));
			return new Captured(point, new Contents(name(source), held.version(), held.documents(), null, null));
		}
		finally {
			tools.files().demand("rm", "-f", "--", file);
		}
	}

	private static String name(Source source) {
		return source.store().database();
	}

	@Override
	public void examine(Source source, Backup backup, Parts parts, Progress progress) {
		try (InputStream content = parts.open(ARCHIVE)) {
			MongoArchive.Held held = MongoArchive.read(content, progress);
			if (backup.contents() != null && !name(source).equals(backup.contents().origin())) {
				throw Unusable.because(backup, "it is of database %s, not of %s", "é do banco %s, não de %s",
						backup.contents().origin(), name(source));
			}
			if (!held.documents().equals(backup.rows())) {
				throw Unusable.because(backup, "it does not hold the documents that its manifest counts",
						"não contém os documentos que o seu manifesto conta");
			}
			List<String> missing = new ArrayList<>(source.asked().expects());
			missing.removeAll(held.documents().keySet());
			if (!missing.isEmpty()) {
				throw Unusable.because(backup, Unusable.lacking(missing));
			}
			if (ours(source, held.documents()).isEmpty()) {
				throw Unusable.because(backup, "it does not hold any collection of %s",
						"não contém nenhuma coleção de %s", name(source));
			}
		}
		catch (BadContent bad) {
			throw Unusable.because(backup, bad.said());
		}
		catch (IOException unreadable) {
			throw Unusable.unread(backup, unreadable);
		}
	}

	/** Collections of the profile's database, without those that are the server's own. */
	private static SortedMap<String, Long> ours(Source source, SortedMap<String, Long> all) {
		SortedMap<String, Long> ours = new TreeMap<>(all);
		ours.keySet()
			.removeIf(name -> !name.startsWith(name(source) + ".") || name.startsWith(name(source) + ".system."));
		return ours;
	}

	@Override
	public Seen look(Source source, Place place, Progress progress) {
		try {
			String database = place.purpose() == Place.Purpose.LIVE ? name(source) : scratch(source, place);
			SortedMap<String, Long> counts = databases(source).counts(database, name(source));
			return Seen.there(place, new Contents(name(source), null, counts, null, null), Instant.now());
		}
		catch (TransientFailure | PermanentFailure silent) {
			return Seen.not(place, Instant.now(), silent.said());
		}
	}

	@Override
	public Place live(Source source) {
		return new Place(name(source), Place.Purpose.LIVE, null, null);
	}

	@Override
	public Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		return MarkedPlaces.own(MongoTools.base(source), purpose, runId, expires);
	}

	/** Names of databases are short. */
	static String scratch(Source source, Place place) {
		String start = name(source).substring(0, Math.min(30, name(source).length()));
		return start + "_holdfast_" + Integer.toHexString(place.name().hashCode());
	}

	@Override
	public void restore(RestoreRequest request, Parts parts, Progress progress) {
		Source source = request.source();
		MongoTools tools = tools(source, machine(source, progress), progress);
		Place place = request.place();
		if (tools.files().whole(place)) {
			return;
		}
		tools.files().receive(request, parts, ARCHIVE);
		databases(source).drop(scratch(source, place));
		tools.restoreBeside(place.name(), scratch(source, place));
		tools.files().note(place, MarkedPlaces.WHOLE);
	}

	@Override
	public Comparisons check(RestoreRequest request, Progress progress) {
		Source source = request.source();
		SortedMap<String, Long> found = databases(source).counts(scratch(source, request.place()), name(source));
		return new Comparisons(Comparisons.ofCounts(name -> Said.of("documents of %s", "documentos de %s", name),
				ours(source, request.backup().rows()), found, 0));
	}

	@Override
	public Changes activate(RestoreRequest request, Progress progress) {
		return exchange(request, progress).over();
	}

	@Override
	public Changes putBack(RestoreRequest request, Progress progress) {
		return exchange(request, progress).back();
	}

	private MongoExchange exchange(RestoreRequest request, Progress progress) {
		Source source = request.source();
		return new MongoExchange(tools(source, machine(source, progress), progress), databases(source), request);
	}

	@Override
	public List<Place> places(Source source) {
		return tools(source, machine(source, Progress.SHORT), Progress.SHORT).files().all();
	}

	@Override
	public Changes drop(RestoreRequest request, Progress progress) {
		Source source = request.source();
		MarkedPlaces files = tools(source, machine(source, progress), progress).files();
		boolean there = files.dropDone(request.place());
		databases(source).drop(scratch(source, request.place()));
		MarkedPlaces.restoredWith(MongoTools.base(source), request.place())
			.ifPresent(restored -> databases(source).drop(scratch(source, restored)));
		return new Changes(
				there ? List.of(new Change("restored " + request.place().name(), "there", "removed")) : List.of());
	}

	private MongoDatabases databases(Source source) {
		return new MongoDatabases(source.store(), secrets);
	}

	private MongoTools tools(Source source, Machine machine, Progress progress) {
		return new MongoTools(machine, source, secrets, progress);
	}

	private Machine machine(Source source, Progress progress) {
		return Machines.of(machines, source.target(), MongoTools.profile(source).container(), progress);
	}

}
