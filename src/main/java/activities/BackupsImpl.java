package activities;

import domain.backup.Backup;
import domain.backup.BackupRequest;
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
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Progress;
import stores.Shelf;

/** Brings engine and destination together and heartbeats while they work. */
@Component
@ActivityImpl(taskQueues = "operations")
class BackupsImpl implements Backups {

	private static final Logger log = LoggerFactory.getLogger(BackupsImpl.class);

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
		return new Catalogue(Holdings.inWords(request, holdings(request.source()).all()));
	}

	@Override
	public Catalogue listOthers(ChooseRequest request) {
		return new Catalogue(Holdings.inWords(request, holdings(request.source()).others()));
	}

	@Override
	public Choice chooseBackup(ChooseRequest request) {
		return holdings(request.source()).choose(request, heartbeat());
	}

	private Holdings holdings(Source source) {
		return new Holdings(shelves, source);
	}

	@Override
	public Pruned pruneBackups(PruneRequest request) {
		Source source = request.source();
		BackupEngine engine = shelves.engine(source);
		// What an engine keeps is not all ours: others' schedules say how long theirs
		// stay.
		List<Backup> known = holdings(source).usable()
			.stream()
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
