package stores.postgresql;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.PostgresqlProfile;
import domain.profile.ProtectedStore;
import domain.release.Changes;
import domain.run.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Comparisons;
import stores.Entry;
import stores.Parts;
import stores.Progress;
import stores.Seen;
import stores.Sink;
import stores.Unusable;

/**
 * Physical backups: full ones by {@code pg_basebackup}, and of kind {@code incremental}
 * the log written since, so that any moment in between can be gone back to (runbook of
 * big-brother-cnn, 5.2 and 9.1). Nothing is installed where the database is: the log is
 * read as a standby reads it, and a replication slot keeps it until a backup holds it.
 */
@Component
class PhysicalEngine implements BackupEngine {

	private final Secrets secrets;

	private final PostgresqlEngine logical;

	private final Databases databases;

	PhysicalEngine(Secrets secrets) {
		this.secrets = secrets;
		this.logical = new PostgresqlEngine(secrets);
		this.databases = new Databases(secrets);
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.POSTGRESQL_PHYSICAL;
	}

	@Override
	public Optional<String> missing(Source source) {
		String instances = source.asked().postgresql().instances();
		return logical.missing(source)
			.or(() -> instances == null || !instances.startsWith("/")
					? Optional.of("'postgresql.instances' of recovery store '" + source.name() + "' (an absolute path)")
					: Optional.empty());
	}

	@Override
	public Captured capture(BackupOrder order, Sink sink, Progress progress) {
		Optional<Captured> since = PostgresqlProfile.INCREMENTAL.equals(order.kind())
				? new LogPieces(secrets).capture(order, sink, progress) : Optional.empty();
		// Where the log has nothing to follow, waiting for the next full one would be a
		// time without any backup.
		return since.orElseGet(() -> new BaseBackup(secrets).capture(order, sink, progress));
	}

	@Override
	public void examine(Source source, Backup backup, Parts parts, Progress progress) {
		if (backup.log() == null) {
			throw Unusable.because(backup, "it is no physical backup: its manifest names no log",
					"não é um backup físico: o seu manifesto não nomeia log");
		}
		if (Chain.incremental(backup)) {
			LogPieces.examine(backup, parts, progress);
		}
		else {
			BaseArchive.examine(source, backup, parts, progress);
		}
	}

	@Override
	public List<Backup> needs(Backup backup, List<Backup> kept) {
		return new Chain(kept).before(backup);
	}

	@Override
	public List<Entry> asOf(Instant moment, List<Entry> entries) {
		return Chain.asOf(moment, entries, BackupEngine.super.asOf(moment, entries));
	}

	/** A full backup is consistent only at its end. */
	@Override
	public Instant holdsUntil(Backup backup) {
		return backup.log() == null || Chain.incremental(backup) ? backup.recoveryPoint() : backup.log().end();
	}

	@Override
	public Seen look(Source source, Place place, Progress progress) {
		if (place.purpose() != Place.Purpose.DRILL) {
			return logical.look(source, place, progress);
		}
		Instant asked = Instant.now();
		try (Instance instance = new PhysicalRestoring(source, secrets, progress).started(place);
				Snapshot snapshot = Snapshot.open(Server.reading(source, secrets).here(instance.port()),
						source.store().database())) {
			return Seen.there(place, Beside.contents(snapshot, progress), snapshot.moment());
		}
		catch (PermanentFailure | TransientFailure unreadable) {
			return Seen.not(place, asked, unreadable.said());
		}
	}

	@Override
	public Place live(Source source) {
		return logical.live(source);
	}

	@Override
	public Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		return logical.own(source, purpose, runId, expires);
	}

	@Override
	public void restore(RestoreRequest request, Parts parts, Progress progress) {
		new PhysicalRestoring(request.source(), secrets, progress).restore(request, parts);
	}

	@Override
	public Comparisons check(RestoreRequest request, Progress progress) {
		return new PhysicalRestoring(request.source(), secrets, progress).check(request);
	}

	@Override
	public Changes activate(RestoreRequest request, Progress progress) {
		return databases.exchange(request);
	}

	@Override
	public Changes putBack(RestoreRequest request, Progress progress) {
		return databases.exchangeBack(request);
	}

	/** Databases on the real server, and servers of drills or of steps that died. */
	@Override
	public List<Place> places(Source source) {
		List<Place> places = new ArrayList<>(databases.marked(source));
		new Instances(source).marked(source)
			.stream()
			.filter(place -> places.stream().noneMatch(known -> known.name().equals(place.name())))
			.forEach(places::add);
		return places;
	}

	@Override
	public Changes drop(RestoreRequest request, Progress progress) {
		List<Change> changes = new ArrayList<>();
		Instances instances = new Instances(request.source());
		if (instances.drop(request.place(), progress)) {
			changes.add(new Change("server in " + instances.folder(request.place()), "made by this run or left over",
					"removed"));
		}
		if (request.place().purpose() != Place.Purpose.DRILL) {
			changes.addAll(databases.drop(request).changes());
		}
		return new Changes(changes);
	}

}
