package targets.kubernetes.velero;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Contents;
import domain.backup.Lacking;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PartialFailure;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.profile.ProtectedStore;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Change;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Comparisons;
import stores.Parts;
import stores.Progress;
import stores.Seen;
import stores.Sink;
import targets.kubernetes.Cluster;
import targets.kubernetes.KubernetesClients;
import targets.kubernetes.Marks;

/**
 * A namespace, backed up by the cluster's Velero (runbook of neural-hive-mind, "Backup
 * Diário" and "Restore de Emergência"). It is brought back beside itself first, where it
 * is looked at, then in its own place; what was there is kept as a backup of its own.
 */
@Component
class VeleroEngine implements BackupEngine {

	private final KubernetesClients clients;

	private final MeterRegistry meters;

	private final Pace pace;

	@Autowired
	VeleroEngine(KubernetesClients clients, MeterRegistry meters) {
		this(clients, meters, Pace.USUAL);
	}

	VeleroEngine(KubernetesClients clients, MeterRegistry meters, Pace pace) {
		this.clients = clients;
		this.meters = meters;
		this.pace = pace;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.VELERO;
	}

	@Override
	public boolean keepsThem() {
		return true;
	}

	@Override
	public Optional<String> missing(Source source) {
		String store = "of recovery store '" + source.name() + "'";
		if (source.target() == null || source.target().kind() != TargetProfile.Kind.KUBERNETES) {
			return Optional.of("a 'target' of kind kubernetes " + store);
		}
		if (Scene.namespace(source) == null || source.asked().include().size() > 1) {
			return Optional.of("one namespace in 'include' " + store
					+ " (several are several stores: each is restored by itself)");
		}
		return source.asked().restore().checks().isEmpty() ? Optional.empty()
				: Optional.of("no 'restore.checks' " + store + " (a namespace answers no questions)");
	}

	@Override
	public Captured capture(BackupOrder order, Sink sink, Progress progress) {
		return new Evidence(scene(order.source()), progress).take(order);
	}

	@Override
	public void examine(Source source, Backup backup, Parts parts, Progress progress) {
		new Evidence(scene(source), progress).examine(backup);
	}

	@Override
	public Seen look(Source source, Place place, Progress progress) {
		Scene scene = scene(source);
		Instant now = Instant.now();
		if (place.purpose() == Place.Purpose.SAFETY) {
			return scene.setting()
				.api()
				.backups()
				.find(Names.of(place.name()))
				.map(Sight::of)
				.map((sight) -> new Seen(place, sight.phase().completed(),
						new Contents(scene.namespace(), null, null, null, null), now, sight.said()))
				.orElseGet(() -> Seen.not(place, now, Said.of("there is no such backup", "não há tal backup")));
		}
		boolean there = scene.cluster()
			.namespaces()
			.find(place.name())
			.filter((namespace) -> !Scratch.ending(namespace))
			.isPresent();
		return there ? Seen.there(place, new Contents(place.name(), null, present(scene, place), null, null), now)
				: Seen.not(place, now,
						Said.of("namespace %s is not there", "o namespace %s não está lá", place.name()));
	}

	private static SortedMap<String, Long> present(Scene scene, Place place) {
		SortedMap<String, Long> counts = new TreeMap<>(new Present(scene.cluster().at(place.name())).counts());
		counts.values().removeIf((count) -> count == 0);
		return counts;
	}

	@Override
	public Place live(Source source) {
		return new Place(Scene.namespace(source), Place.Purpose.LIVE, null, null);
	}

	@Override
	public Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		String name = Names.of(Scene.namespace(source) + "-" + purpose.name() + "-" + runId);
		return new Place(name, purpose, runId, expires);
	}

	@Override
	public void restore(RestoreRequest request, Parts parts, Progress progress) {
		Bringing bringing = bringing(request, progress);
		if (request.place().purpose() == Place.Purpose.LIVE) {
			Bringing.Placed made = bringing.inPlace(request.backup(), request.place(),
					(request.aside() != null) ? request.aside()
							: own(request.source(), Place.Purpose.SAFETY, request.run().runId(), null),
					request.accepted());
			made.partial().ifPresent((partial) -> {
				throw new PartialFailure(partial.why());
			});
		}
		else {
			bringing.beside(request.backup(), request.place());
		}
	}

	@Override
	public Comparisons check(RestoreRequest request, Progress progress) {
		return new Comparisons(bringing(request, progress).findings(Kept.name(request.backup()), request.place()));
	}

	@Override
	public Changes activate(RestoreRequest request, Progress progress) {
		Bringing bringing = bringing(request, progress);
		Bringing.Placed made = bringing.inPlace(request.backup(), live(request.source()), request.aside(),
				request.accepted());
		if (made.partial().isEmpty() && request.place().purpose() == Place.Purpose.RESTORED) {
			// It has served its end: what it held is in place.
			bringing.remove(request.place());
		}
		return new Changes(made.changes(),
				made.partial()
					.map((partial) -> new Lacking(partial.what(), partial.why().in(request.run().language())))
					.orElse(null));
	}

	@Override
	public List<Change> plan(RestoreRequest request) {
		return bringing(request, Progress.SHORT).plan(request.backup(), live(request.source()), request.aside());
	}

	@Override
	public Changes putBack(RestoreRequest request, Progress progress) {
		return new Changes(bringing(request, progress).putBack(live(request.source()), request.aside()));
	}

	@Override
	public List<Place> places(Source source) {
		Scene scene = scene(source);
		List<Place> all = new ArrayList<>(scene.scratch().all());
		all.addAll(new Kept(scene).safetyCopies());
		return all;
	}

	@Override
	public Changes drop(RestoreRequest request, Progress progress) {
		Scene scene = scene(request.source());
		Place place = request.place();
		Change change = new Change(place.purpose().name().toLowerCase(java.util.Locale.ROOT) + " " + place.name(),
				"there", "removed");
		boolean removed = switch (place.purpose()) {
			case LIVE ->
				throw new PermanentFailure(FailureKind.CONFLICT, Said.of("namespace %s is in use and is never removed",
						"o namespace %s está em uso e nunca é removido", place.name()));
			case SAFETY ->
				scene.removal().remove(Names.of(place.name()), () -> progress.report("removing " + place.name()));
			case RESTORED, DRILL -> bringing(request, progress).remove(place);
		};
		return new Changes(removed ? List.of(change) : List.of());
	}

	/** Objects are read one after the other until the backup is done. */
	@Override
	public Instant holdsUntil(Backup backup) {
		return backup.recoveryPoint().plusMillis(Math.round(backup.seconds() * 1000));
	}

	@Override
	public List<Backup> kept(Source source) {
		return new Kept(scene(source)).all();
	}

	@Override
	public void remove(Source source, Backup backup) {
		Scene scene = scene(source);
		String name = Kept.name(backup);
		boolean foreign = scene.setting()
			.api()
			.backups()
			.find(name)
			.filter((object) -> Marks.annotation(object, Kept.ID) == null)
			.isPresent();
		if (foreign) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					Said.of("backup %s was made by others: who made it removes it, or its own expiry.",
							"o backup %s foi feito por outros: quem o fez o remove, ou a própria validade.", name));
		}
		scene.removal().remove(name, () -> {
		});
	}

	@Override
	public void note(Source source, Backup proven) {
		new Kept(scene(source)).noteProven(proven);
	}

	private Bringing bringing(RestoreRequest request, Progress progress) {
		return new Bringing(scene(request.source()), request.run().runId(), progress::report);
	}

	private Scene scene(Source source) {
		Cluster cluster = this.clients.cluster(source.target()).at(Scene.namespace(source));
		VeleroApi api = new VeleroApi(cluster, source.asked().velero().namespace());
		return new Scene(source, cluster,
				new Setting(api, source.asked().velero(), this.pace,
						(alarm) -> this.meters
							.counter("holdfast.backup.stalled", "system", source.system(), "store", source.name())
							.increment()));
	}

}
