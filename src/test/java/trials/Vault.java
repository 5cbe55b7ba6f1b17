package trials;

import activities.Restores;
import domain.backup.Finding;
import domain.backup.Findings;
import domain.backup.Lacking;
import domain.backup.Place;
import domain.backup.Places;
import domain.backup.PlacesRequest;
import domain.backup.RestoreRequest;
import domain.backup.Standing;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Changes;
import domain.run.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The databases of a server in memory, by name what they hold. Steps state the end they
 * want, as the real ones do.
 */
final class Vault implements Restores {

	static final String LIVE = "agente_ia";

	static final String BEFORE = "what was there";

	final Map<String, String> databases = new ConcurrentSkipListMap<>(Map.of(LIVE, BEFORE));

	/** Backups whose data is not right when it is compared. */
	final Set<String> wrong = ConcurrentHashMap.newKeySet();

	/** Backups that cannot be restored. */
	final Set<String> broken = ConcurrentHashMap.newKeySet();

	/** Whose the databases are that runs have made. */
	final Map<String, Place> marks = new ConcurrentSkipListMap<>();

	/** On which server a database is that a run has made. */
	private final Map<String, String> servers = new ConcurrentHashMap<>();

	/** What comes about in part only. */
	final Set<Lacking.What> partial = ConcurrentHashMap.newKeySet();

	/** Servers that do not answer. */
	final Set<String> silent = ConcurrentHashMap.newKeySet();

	/** The servers that were restored to. */
	final Set<String> hosts = ConcurrentHashMap.newKeySet();

	/** Whether databases stay although they were removed. */
	volatile boolean sticky;

	/** A database that a run has made. */
	void put(String name, Place.Purpose purpose, Instant expires) {
		databases.put(name, "something");
		marks.put(name, new Place(name, purpose, "another-run", expires));
	}

	@Override
	public Places planPlaces(PlacesRequest request) {
		return new Places(new Place(LIVE, Place.Purpose.LIVE, null, null),
				own(request, request.purpose() == Place.Purpose.DRILL ? "drill" : "restored"), own(request, "before"),
				List.of());
	}

	private static Place own(PlacesRequest request, String what) {
		return new Place(LIVE + "_" + what, request.purpose(), request.run().runId(), request.expires());
	}

	@Override
	public Standing inspectPlace(RestoreRequest request) {
		return new Standing(request.place(), false, null, Instant.EPOCH, "it is damaged");
	}

	@Override
	public Changes restoreBackup(RestoreRequest request) {
		String backup = request.backup().id();
		hosts.add(request.source().store().host());
		if (broken.contains(backup)) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, "pg_restore ended with code 1");
		}
		if (!request.run().planning()) {
			databases.put(request.place().name(), backup);
			marks.put(request.place().name(), request.place());
			servers.put(request.place().name(), request.source().store().host());
		}
		return changes(request.place().name(), "holds " + backup);
	}

	@Override
	public Findings checkRestored(RestoreRequest request) {
		boolean good = !wrong.contains(databases.get(request.place().name()));
		return new Findings(List.of(new Finding("rows of public.messages", "3000", good ? "3000" : "2999", good)));
	}

	@Override
	public synchronized Changes activatePlace(RestoreRequest request) {
		if (open(request, Lacking.What.SAFETY_COPY)) {
			return new Changes(List.of(), new Lacking(Lacking.What.SAFETY_COPY, "claim data could not be read."));
		}
		Lacking lacking = open(request, Lacking.What.RESTORE)
				? new Lacking(Lacking.What.RESTORE, "secret login: forbidden.") : null;
		if (!request.run().planning() && databases.containsKey(request.place().name())) {
			databases.put(request.aside().name(), databases.get(LIVE));
			databases.put(LIVE, databases.remove(request.place().name()));
		}
		return new Changes(changes(LIVE, "from " + request.backup().id()).changes(), lacking);
	}

	private boolean open(RestoreRequest request, Lacking.What what) {
		return !request.run().planning() && partial.contains(what) && !request.accepted().contains(what);
	}

	@Override
	public synchronized Changes putBackPlace(RestoreRequest request) {
		if (databases.containsKey(request.aside().name())) {
			databases.put(request.place().name(), databases.get(LIVE));
			databases.put(LIVE, databases.remove(request.aside().name()));
		}
		return changes(LIVE, "as before");
	}

	@Override
	public Places listPlaces(PlacesRequest request) {
		String host = request.source().store().host();
		if (silent.contains(host)) {
			throw new PermanentFailure(FailureKind.FORBIDDEN, host + " does not answer");
		}
		return new Places(new Place(LIVE, Place.Purpose.LIVE, null, null), null, null,
				marks.values()
					.stream()
					.filter(place -> databases.containsKey(place.name()))
					.filter(place -> host.equals(servers.getOrDefault(place.name(), host)))
					.toList());
	}

	@Override
	public Changes dropPlace(RestoreRequest request) {
		if (!request.run().planning() && !sticky) {
			databases.remove(request.place().name());
		}
		return changes(request.place().name(), "removed");
	}

	private static Changes changes(String what, String after) {
		return new Changes(List.of(new Change("database " + what, "", after)));
	}

}
