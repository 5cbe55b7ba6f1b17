package targets.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Contents;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.profile.ObjectsProfile;
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
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Comparison;
import stores.Comparisons;
import stores.Parts;
import stores.Progress;
import stores.Seen;
import stores.Sink;
import stores.Unusable;

/**
 * ConfigMaps and Secrets of a namespace (runbook of flow-c, "Rollback Configuration").
 * They come back as copies beside those in use first, are compared there, and are then
 * written over them; what was there is kept as copies as well.
 */
@Component
class ConfigurationEngine implements BackupEngine {

	private static final String PART = ".objects.json";

	private static final ObjectMapper JSON = new ObjectMapper()
		.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

	private final KubernetesClients clients;

	ConfigurationEngine(KubernetesClients clients) {
		this.clients = clients;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.CONFIGURATION;
	}

	@Override
	public boolean takes(Source source) {
		return kind() == source.asked().engine() && source.target() != null
				&& source.target().kind() == TargetProfile.Kind.KUBERNETES;
	}

	@Override
	public Optional<String> missing(Source source) {
		String of = " of recovery store '" + source.name() + "'";
		ObjectsProfile wanted = source.asked().objects();
		boolean open = source.destination() == null || source.destination().encryptionKey() == null;
		return (wanted != null && !wanted.secrets().isEmpty() && open)
				? Optional.of("'encryptionKey' of the destination" + of + " (Secrets never leave the worker open)")
				: Optional.empty();
	}

	@Override
	public Captured capture(BackupOrder order, Sink sink, Progress progress) {
		Source source = order.source();
		progress.report("reading ConfigMaps and Secrets");
		Instant moment = Instant.now();
		List<ConfigurationObject> all = objects(source).wanted(source.asked().objects());
		if (all.isEmpty()) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED,
					Said.of("namespace %s has no ConfigMap: nothing is backed up.",
							"o namespace %s não tem ConfigMap: não há backup a fazer.", namespace(source)));
		}
		sink.write(PART, (out) -> out.write(JSON.writeValueAsBytes(all)));
		return new Captured(moment, new Contents(namespace(source), null, counts(all), null, null));
	}

	private static SortedMap<String, Long> counts(List<ConfigurationObject> all) {
		SortedMap<String, Long> counts = new TreeMap<>();
		all.forEach((object) -> counts.put(object.title(), object.entries()));
		return counts;
	}

	@Override
	public void examine(Source source, Backup backup, Parts parts, Progress progress) {
		SortedMap<String, Long> counts = counts(read(backup, parts));
		if (counts.isEmpty() || !counts.equals(backup.rows())) {
			throw Unusable.because(backup, "it does not hold the objects that its manifest counts",
					"não contém os objetos que o seu manifesto conta");
		}
		if (backup.contents() != null && !namespace(source).equals(backup.contents().origin())) {
			throw Unusable.because(backup, "it is of namespace %s, not of %s", "é do namespace %s, não de %s",
					backup.contents().origin(), namespace(source));
		}
		List<String> missing = new ArrayList<>(source.asked().expects());
		missing.removeAll(counts.keySet());
		if (!missing.isEmpty()) {
			throw Unusable.because(backup, Unusable.lacking(missing));
		}
	}

	private static List<ConfigurationObject> read(Backup backup, Parts parts) {
		try (InputStream content = parts.open(PART)) {
			return JSON.readValue(content, new TypeReference<List<ConfigurationObject>>() {
			});
		}
		catch (JsonProcessingException damaged) {
			// Its text may repeat a value.
			throw Unusable.because(backup, "it cannot be read", "não pode ser lido");
		}
		catch (IOException unreadable) {
			throw Unusable.unread(backup, unreadable);
		}
	}

	@Override
	public Seen look(Source source, Place place, Progress progress) {
		ConfigurationObjects objects = objects(source);
		if (place.purpose() == Place.Purpose.LIVE) {
			SortedMap<String, Long> counts = counts(objects.wanted(source.asked().objects()));
			return Seen.there(place, new Contents(namespace(source), null, counts, null, null), Instant.now());
		}
		boolean there = new ConfigurationCopies(objects, place).there();
		return there ? Seen.there(place, new Contents(namespace(source), null, null, null, null), Instant.now())
				: Seen.not(place, Instant.now(), Said.of("there is no %s", "não há %s", place.name()));
	}

	@Override
	public Place live(Source source) {
		return new Place("configuration of " + namespace(source), Place.Purpose.LIVE, null, null);
	}

	@Override
	public Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		return ConfigurationCopies.place(purpose, runId, expires);
	}

	@Override
	public void restore(RestoreRequest request, Parts parts, Progress progress) {
		progress.report("making copies " + request.place().name());
		copies(request, request.place()).keep(read(request.backup(), parts), List.of());
	}

	@Override
	public Comparisons check(RestoreRequest request, Progress progress) {
		List<Comparison> all = new ArrayList<>();
		SortedMap<String, Optional<ConfigurationObject>> kept = copies(request, request.place()).kept();
		request.backup().rows().forEach((title, wanted) -> {
			long found = kept.getOrDefault(title, Optional.empty()).map(ConfigurationObject::entries).orElse(-1L);
			all.add(Comparison.equal(Said.of("values of %s", "valores de %s", title), wanted, found));
		});
		return new Comparisons(all);
	}

	@Override
	public Changes activate(RestoreRequest request, Progress progress) {
		ConfigurationObjects objects = objects(request.source());
		SortedMap<String, Optional<ConfigurationObject>> coming = copies(request, request.place()).kept();
		ConfigurationCopies before = copies(request, request.aside());
		if (!before.whole()) {
			List<ConfigurationObject> now = new ArrayList<>();
			List<String> absent = new ArrayList<>();
			coming.keySet().forEach((title) -> find(objects, title).ifPresentOrElse(now::add, () -> absent.add(title)));
			before.keep(now, absent);
		}
		return new Changes(put(objects, coming, progress, "from backup " + request.backup().id()));
	}

	private static Optional<ConfigurationObject> find(ConfigurationObjects objects, String title) {
		return objects.find(title.startsWith("secret/"), name(title));
	}

	private static String name(String title) {
		return title.substring(title.indexOf('/') + 1);
	}

	private static List<Change> put(ConfigurationObjects objects,
			SortedMap<String, Optional<ConfigurationObject>> wanted, Progress progress, String after) {
		List<Change> changes = new ArrayList<>();
		wanted.forEach((title, copy) -> {
			progress.report("writing " + title);
			Optional<ConfigurationObject> now = find(objects, title);
			boolean changed = copy.map((kept) -> objects.write(kept.original(name(title)))).orElseGet(() -> {
				now.ifPresent((object) -> objects.remove(object.secret(), object.name()));
				return now.isPresent();
			});
			if (changed) {
				changes.add(new Change(title, now.isPresent() ? "as it was" : "absent", after));
			}
		});
		return changes;
	}

	@Override
	public Changes putBack(RestoreRequest request, Progress progress) {
		ConfigurationCopies before = copies(request, request.aside());
		List<Change> changes = before.whole()
				? put(objects(request.source()), before.kept(), progress, "as before the restore") : List.of();
		before.remove();
		return new Changes(changes);
	}

	@Override
	public List<Place> places(Source source) {
		return ConfigurationCopies.all(objects(source));
	}

	@Override
	public Changes drop(RestoreRequest request, Progress progress) {
		boolean there = copies(request, request.place()).remove();
		if (request.place().purpose() == Place.Purpose.SAFETY) {
			// What was restored is in use: its copies are of no more use either.
			copies(request, own(request.source(), Place.Purpose.RESTORED, request.place().run(), null)).remove();
		}
		return new Changes(
				there ? List.of(new Change("copies " + request.place().name(), "there", "removed")) : List.of());
	}

	private ConfigurationCopies copies(RestoreRequest request, Place place) {
		return new ConfigurationCopies(objects(request.source()), place);
	}

	private ConfigurationObjects objects(Source source) {
		return new ConfigurationObjects(this.clients.cluster(source.target()));
	}

	private static String namespace(Source source) {
		return source.target().namespace();
	}

}
