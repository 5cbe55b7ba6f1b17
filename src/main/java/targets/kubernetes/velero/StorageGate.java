package targets.kubernetes.velero;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import targets.kubernetes.ApiObjects;
import targets.kubernetes.Marks;

/**
 * No backup is begun, removed or let expire while a restore is under way: the storage
 * location is read-only and schedules are paused. Whose doing that is stands on the
 * objects themselves, so that it is taken back by the run that did it, and what was so
 * before stays so.
 */
final class StorageGate {

	/** Annotation: the run that has closed the storage location. */
	static final String READ_ONLY_BY = Marks.PREFIX + "read-only-by";

	/** Annotation: the run that has paused the schedule. */
	static final String PAUSED_BY = Marks.PREFIX + "schedule-paused-by";

	private static final String READ_ONLY = "ReadOnly";

	private static final String ACCESS = "accessMode";

	private final VeleroApi api;

	private final Installation installation;

	private final String run;

	/**
	 * @param run the run as a label's value
	 */
	StorageGate(VeleroApi api, Installation installation, String run) {
		this.api = api;
		this.installation = installation;
		this.run = run;
	}

	/**
	 * Pauses schedules, waits until no backup is under way (a closed location would make
	 * one that waits for its data fail), and closes the location.
	 */
	void close(Consumer<String> progress, Pace pace) {
		this.api.schedules()
			.list()
			.stream()
			.filter((schedule) -> !Installation.specification(schedule).path("paused").asBoolean())
			.forEach((schedule) -> take(this.api.schedules(), schedule, PAUSED_BY, "paused", true));
		awaitQuiet(progress, pace);
		GenericKubernetesResource location = this.installation.object();
		String by = Marks.annotation(location, READ_ONLY_BY);
		if (by != null && !by.equals(this.run)) {
			throw new PermanentFailure(FailureKind.CONFLICT, Said.of(
					"BackupStorageLocation %s is closed by run %s, which restores something. Wait for its end; if it is gone, remove the annotation %s and set accessMode to %s.",
					"BackupStorageLocation %s está fechado pela execução %s, que restaura algo. Espere o fim dela; se ela não existe mais, remova a anotação %s e ponha accessMode em %s.",
					location.getMetadata().getName(), by, READ_ONLY_BY, Installation.READ_WRITE));
		}
		if (Installation.accessMode(location).equals(Installation.READ_WRITE)) {
			take(this.api.locations(), location, READ_ONLY_BY, ACCESS, READ_ONLY);
		}
	}

	private void awaitQuiet(Consumer<String> progress, Pace pace) {
		for (int looks = 0;; looks++) {
			List<String> running = this.api.backups()
				.list()
				.stream()
				.map(Sight::of)
				.filter((sight) -> !sight.phase().ended())
				.map((sight) -> sight.name() + " (" + sight.said() + ")")
				.toList();
			if (running.isEmpty()) {
				return;
			}
			progress.accept("waiting for backups under way: " + String.join(", ", running));
			pace.pause(looks);
		}
	}

	/** Takes back what this run has done, and nothing else. */
	void open() {
		this.api.locations()
			.list()
			.forEach((location) -> giveBack(this.api.locations(), location, READ_ONLY_BY, ACCESS,
					Installation.READ_WRITE));
		this.api.schedules()
			.list()
			.forEach((schedule) -> giveBack(this.api.schedules(), schedule, PAUSED_BY, "paused", false));
	}

	private void take(ApiObjects<GenericKubernetesResource> objects, GenericKubernetesResource object, String mark,
			String field, Object value) {
		objects.change(object.getMetadata().getName(), false, (now) -> {
			annotations(now, (all) -> all.put(mark, this.run));
			set(now, field, value);
			return now;
		});
	}

	private void giveBack(ApiObjects<GenericKubernetesResource> objects, GenericKubernetesResource object, String mark,
			String field, Object value) {
		if (!this.run.equals(Marks.annotation(object, mark))) {
			return;
		}
		objects.change(object.getMetadata().getName(), false, (now) -> {
			if (this.run.equals(Marks.annotation(now, mark))) {
				annotations(now, (all) -> all.remove(mark));
				set(now, field, value);
			}
			return now;
		});
	}

	private static void annotations(GenericKubernetesResource object, Consumer<Map<String, String>> edit) {
		Map<String, String> all = new HashMap<>(
				Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of()));
		edit.accept(all);
		object.getMetadata().setAnnotations(all);
	}

	private static void set(GenericKubernetesResource object, String field, Object value) {
		Map<String, Object> specification = new LinkedHashMap<>(
				Objects.requireNonNullElse(object.<Map<String, Object>>get("spec"), Map.of()));
		specification.put(field, value);
		object.setAdditionalProperty("spec", specification);
	}

}
