package targets.kubernetes.velero;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.backup.Backup;
import domain.backup.Contents;
import domain.backup.Place;
import domain.backup.Verification;
import domain.profile.ProtectedStore;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import targets.kubernetes.Marks;

/**
 * The backups of one namespace that Velero keeps: ours, with what we noted on them, and
 * those of schedules and other people, of which nothing is proven. Velero's objects are
 * lost with the cluster and come back from the object store without later notes: then a
 * backup of ours is as unproven as any other.
 */
final class Kept {

	static final String LOCATION = "velero/";

	/** Annotation: our own id of a backup, as it is. */
	static final String ID = Marks.PREFIX + "backup-id";

	/** Annotation: that a backup was taken to go back to before a restore. */
	static final String PURPOSE = Marks.PREFIX + "purpose";

	private static final String BYTES = Marks.PREFIX + "bytes";

	private static final String CONTENTS = Marks.PREFIX + "contents";

	private static final String PROVEN = Marks.PREFIX + "proven";

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final Scene scene;

	Kept(Scene scene) {
		this.scene = scene;
	}

	/** Newest first, without the safety copies of restores. */
	List<Backup> all() {
		return this.scene.setting()
			.api()
			.backups()
			.list()
			.stream()
			.filter((object) -> Sight.of(object).covers(this.scene.namespace()))
			.filter((object) -> Marks.annotation(object, PURPOSE) == null)
			.filter((object) -> !foreignStore(object))
			.map(this::read)
			.sorted(Comparator.comparing(Backup::recoveryPoint).reversed())
			.toList();
	}

	/** The safety copies of restores. */
	List<Place> safetyCopies() {
		return this.scene.setting()
			.api()
			.backups()
			.list(Map.of(Taking.STORE, Marks.labelValue(this.scene.store())))
			.stream()
			.filter((object) -> Marks.annotation(object, PURPOSE) != null)
			.map((object) -> {
				String expires = Marks.annotation(object, Scratch.EXPIRES);
				return new Place(object.getMetadata().getName(), Place.Purpose.SAFETY, Marks.runOf(object),
						(expires == null) ? null : Instant.parse(expires));
			})
			.toList();
	}

	/** A backup of ours is of one store, whatever it covers. */
	private boolean foreignStore(GenericKubernetesResource object) {
		String store = labels(object).get(Taking.STORE);
		return store != null && !store.equals(Marks.labelValue(this.scene.store()));
	}

	private static Map<String, String> labels(GenericKubernetesResource object) {
		return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
	}

	private Backup read(GenericKubernetesResource object) {
		Sight sight = Sight.of(object);
		String schedule = labels(object).get(VeleroApi.SCHEDULE_NAME);
		String id = Marks.annotation(object, ID);
		String kind = (id != null) ? "velero" : (schedule != null) ? "schedule " + schedule : "by others";
		Instant begun = Objects.requireNonNullElseGet(sight.started(),
				() -> Instant.parse(object.getMetadata().getCreationTimestamp()));
		double seconds = (sight.completed() == null) ? 0
				: Duration.between(begun, sight.completed()).toMillis() / 1000.0;
		SortedMap<String, Long> rows = rows(Marks.annotation(object, CONTENTS));
		Verification proof = proof(Marks.annotation(object, PROVEN));
		return new Backup((id != null) ? id : sight.name(), this.scene.source().name(), kind, LOCATION + sight.name(),
				Long.parseLong(Objects.requireNonNullElse(Marks.annotation(object, BYTES), "0")),
				Objects.requireNonNullElse(Marks.annotation(object, Taking.SHA256), ""), begun, rows, proof != null,
				seconds, this.scene.source().system(), ProtectedStore.Engine.VELERO, Marks.runOf(object), null,
				List.of(), new Contents(this.scene.namespace(), null, rows, null, null), null, proof);
	}

	/** Notes on an accepted backup what it was when it was accepted. */
	void noteAccepted(String name, Downloads.Archive archive, SortedMap<String, Long> rows) {
		note(name,
				Map.of(Taking.SHA256, archive.sha256(), BYTES, Long.toString(archive.bytes()), CONTENTS, text(rows)));
	}

	/** Notes that and how a backup was proven. */
	void noteProven(Backup backup) {
		Verification proof = backup.verification();
		note(name(backup), Map.of(PROVEN, proof.depth() + " " + proof.at() + " " + proof.run()));
	}

	private void note(String name, Map<String, String> notes) {
		this.scene.setting().api().backups().change(name, false, (object) -> {
			Map<String, String> all = new HashMap<>(
					Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of()));
			all.putAll(notes);
			object.getMetadata().setAnnotations(all);
			return object;
		});
	}

	/** The name of Velero's object. */
	static String name(Backup backup) {
		return backup.location() != null && backup.location().startsWith(LOCATION)
				? backup.location().substring(LOCATION.length()) : Names.of(backup.id());
	}

	private static Verification proof(String note) {
		if (note == null) {
			return null;
		}
		String[] parts = note.split(" ", 3);
		return new Verification(Instant.parse(parts[1]), parts[2], Verification.Depth.valueOf(parts[0]));
	}

	private static SortedMap<String, Long> rows(String note) {
		try {
			return (note == null) ? new TreeMap<>()
					: MAPPER.readValue(note, new TypeReference<TreeMap<String, Long>>() {
					});
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("annotation " + CONTENTS + " was changed by somebody else: " + note, ex);
		}
	}

	private static String text(SortedMap<String, Long> rows) {
		try {
			return MAPPER.writeValueAsString(rows);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("numbers can be written", ex);
		}
	}

}
