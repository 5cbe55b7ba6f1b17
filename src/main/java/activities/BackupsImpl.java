package activities;

import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.backup.Candidate;
import domain.backup.Captured;
import domain.backup.Catalogue;
import domain.backup.Choice;
import domain.backup.ChooseRequest;
import domain.backup.Part;
import domain.backup.PruneRequest;
import domain.backup.Pruned;
import domain.backup.Retaining;
import domain.backup.Source;
import domain.backup.Verification;
import domain.failure.PermanentFailure;
import domain.profile.Destination;
import domain.profile.ProtectedStore;
import domain.profile.StoreProfile;
import domain.run.Change;
import domain.run.Run;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Entry;
import stores.Progress;
import stores.Shelf;

/** Brings engine and destination together and heartbeats while they work. */
@Component
@ActivityImpl(taskQueues = "operations")
class BackupsImpl implements Backups {

	private static final Logger log = LoggerFactory.getLogger(BackupsImpl.class);

	/** More of what others have made is not listed: a folder may be full of it. */
	private static final int OTHERS = 100;

	private static final double MILLISECONDS = 1000.0;

	private final Shelves shelves;

	BackupsImpl(Shelves shelves) {
		this.shelves = shelves;
	}

	@Override
	public Backup takeBackup(BackupRequest request) {
		Source source = request.source();
		BackupEngine engine = shelves.engine(source);
		String id = Backup.id(source.name(), request.kind(), request.run().runId());
		Optional<Shelf> shelf = engine.keepsThem() ? Optional.empty() : Optional.of(shelves.shelf(source));
		if (request.run().planning()) {
			return new Backup(id, source.name(), request.kind(), shelf.map(there -> there.place(id)).orElse(id), 0, "",
					Instant.now(), new TreeMap<>(), false, 0);
		}
		return shelf.flatMap(there -> there.finished(id, heartbeat()))
			.orElseGet(() -> take(request, id, engine, shelf));
	}

	private static Backup take(BackupRequest request, String id, BackupEngine engine, Optional<Shelf> shelf) {
		Source source = request.source();
		List<Part> parts = new ArrayList<>();
		Instant begin = Instant.now();
		Progress progress = heartbeat();
		Captured captured = engine.capture(
				new BackupOrder(source, id, request.run().runId(), request.kind(),
						() -> shelf.map(Shelf::usable).orElse(List.of())),
				shelf.map(there -> there.sink(id, parts, progress)).orElse((ending, content) -> {
					throw new IllegalStateException(engine.kind() + " keeps its backups itself");
				}), progress);
		long bytes = parts.isEmpty() ? captured.bytes() : parts.stream().mapToLong(Part::bytes).sum();
		Duration keptFor = source.asked().retention(request.kind()).keepFor();
		Backup backup = new Backup(id, source.name(), request.kind(),
				captured.location() != null ? captured.location()
						: shelf.map(there -> there.place(parts.getFirst().name())).orElse(id),
				bytes, parts.isEmpty() ? "" : parts.getFirst().sha256(), captured.recoveryPoint(),
				captured.contents().rows(), false, Duration.between(begin, Instant.now()).toMillis() / MILLISECONDS,
				source.system(), engine.kind(), request.run().runId(),
				source.destination() == null ? null : source.destination().name(), parts, captured.contents(),
				keptFor.isZero() ? null : begin.plus(keptFor), null);
		shelf.ifPresent(there -> there.enter(backup));
		return backup;
	}

	@Override
	public Backup verifyBackup(Run run, Backup backup, Source source) {
		if (run.planning()) {
			return backup;
		}
		Source known = source == null ? ofOld(run, backup) : source;
		new ReadingBack(shelves, known, heartbeat()).demand(backup);
		return note(known, backup.proven(new Verification(Instant.now(), run.runId(), Verification.Depth.READABLE)));
	}

	@Override
	public Backup noteRestored(Run run, Backup backup, Source source) {
		return note(source, backup.proven(new Verification(Instant.now(), run.runId(), Verification.Depth.RESTORED)));
	}

	/** A run of old that goes on after an update names the file only. */
	private static Source ofOld(Run run, Backup backup) {
		String folder = String.valueOf(Path.of(backup.location()).getParent());
		StoreProfile store = new StoreProfile(backup.store(), StoreProfile.Kind.POSTGRESQL, null, null, null, null,
				null, folder);
		return new Source(
				run.system(), new ProtectedStore(backup.store(), ProtectedStore.Engine.POSTGRESQL, backup.store(), null,
						"folder", null, null, null, null, null),
				store, null, Destination.folder("folder", folder), null);
	}

	private Backup note(Source source, Backup wanted) {
		Backup proven = wanted.whole();
		BackupEngine engine = shelves.engine(source);
		if (engine.keepsThem()) {
			engine.note(source, proven);
		}
		else {
			shelves.shelf(source).enter(proven);
		}
		return proven;
	}

	@Override
	public Catalogue listBackups(ChooseRequest request) {
		return new Catalogue(inWords(request, entries(request.source())));
	}

	@Override
	public Catalogue listOthers(ChooseRequest request) {
		Source source = request.source();
		BackupEngine engine = shelves.engine(source);
		List<Entry> entries = entries(source);
		Stream<Entry> there = entries.stream()
			.filter(entry -> isUndated(entry) || engine.keepsThem() && entry.backup().run() == null);
		return new Catalogue(Stream.concat(there, beside(engine, source, entries))
			.limit(OTHERS)
			.map(entry -> new Entry(foreign(source, entry.backup()), entry.refusal(), false)
				.in(request.run().language()))
			.toList());
	}

	/** What runs of ours have had made is known by the names in their manifests. */
	private static Stream<Entry> beside(BackupEngine engine, Source source, List<Entry> entries) {
		Set<String> ours = entries.stream()
			.filter(entry -> entry.backup().rows() != null)
			.flatMap(entry -> entry.backup().rows().keySet().stream())
			.collect(Collectors.toSet());
		return engine.beside(source).stream().filter(found -> !ours.contains(found.id())).map(Entry::usable);
	}

	/** Others may give the same name in two places. */
	private static Backup foreign(Source source, Backup found) {
		return new Backup(source.system() + "/" + source.name() + "/" + found.id(), source.name(), found.kind(),
				found.location(), found.bytes(), found.sha256(), found.recoveryPoint(), new TreeMap<>(), false,
				found.seconds(), source.system(), source.asked().engine(), null,
				source.destination() == null ? null : source.destination().name(), List.of(), null, null, null);
	}

	private List<Entry> entries(Source source) {
		BackupEngine engine = shelves.engine(source);
		return engine.keepsThem() ? engine.kept(source).stream().map(Entry::usable).toList()
				: shelves.shelf(source).entries();
	}

	@Override
	public Choice chooseBackup(ChooseRequest request) {
		BackupEngine engine = shelves.engine(request.source());
		List<Entry> refused = new ArrayList<>();
		List<Entry> all = entries(request.source());
		ReadingBack reading = new ReadingBack(shelves, request.source(), heartbeat());
		List<Entry> entries = (request.atMost() == null ? all : engine.asOf(request.atMost(), all)).stream()
			.filter(entry -> !request.not().contains(entry.backup().id()))
			.toList();
		for (Entry entry : entries) {
			Optional<Entry> refusal = reading.refusal(entry, usable(all))
				.filter(why -> !why.partial() || !request.accepted().contains(entry.backup().id()));
			if (refusal.isEmpty()) {
				List<Entry> rest = entries.subList(entries.indexOf(entry) + 1, entries.size());
				// Nothing says how old they are: they may be newer than the chosen one.
				rest.stream().filter(other -> !other.usable() && isUndated(other)).forEach(refused::add);
				return new Choice(entry.backup(), inWords(request, refused),
						rest.stream().filter(Entry::usable).map(older -> older.backup().id()).toList());
			}
			refused.add(refusal.get());
		}
		return new Choice(null, inWords(request, refused), List.of());
	}

	private static List<Candidate> inWords(ChooseRequest request, List<Entry> entries) {
		return entries.stream().map(entry -> entry.in(request.run().language())).toList();
	}

	private static boolean isUndated(Entry entry) {
		return entry.backup().recoveryPoint().equals(Instant.EPOCH);
	}

	private static List<Backup> usable(List<Entry> entries) {
		return entries.stream().filter(Entry::usable).map(Entry::backup).toList();
	}

	@Override
	public Pruned pruneBackups(PruneRequest request) {
		Source source = request.source();
		BackupEngine engine = shelves.engine(source);
		// What an engine keeps is not all ours: others' schedules say how long theirs
		// stay.
		List<Backup> known = entries(source).stream()
			.filter(Entry::usable)
			.map(Entry::backup)
			.filter(backup -> !engine.keepsThem() || backup.run() != null)
			.toList();
		Retaining.Plan plan = Retaining.plan(known, backup -> source.asked().retention(backup.kind()), request.now())
			.keeping(backup -> needs(engine, backup, known));
		if (!request.run().planning()) {
			for (Backup backup : plan.remove()) {
				if (engine.keepsThem()) {
					engine.remove(source, backup);
				}
				else {
					shelves.shelf(source).remove(backup);
				}
			}
		}
		return new Pruned(plan.kept(), plan.removed(), plan.remove()
			.stream()
			.map(backup -> new Change("backup " + backup.id(), "of " + backup.recoveryPoint(), "removed by retention"))
			.toList());
	}

	/** What cannot be restored any more keeps nothing else from going. */
	private static List<Backup> needs(BackupEngine engine, Backup backup, List<Backup> known) {
		try {
			return engine.needs(backup, known);
		}
		catch (PermanentFailure broken) {
			log.warn("Backup {} keeps no other: {}", backup.id(), broken.getMessage());
			return List.of();
		}
	}

	private static Progress heartbeat() {
		ActivityExecutionContext context = Activity.getExecutionContext();
		return context::heartbeat;
	}

}
