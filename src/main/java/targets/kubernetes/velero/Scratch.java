package targets.kubernetes.velero;

import domain.backup.Place;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import targets.kubernetes.Cluster;
import targets.kubernetes.Marks;

/**
 * Namespaces that runs make to restore into. Only those with our labels are ever removed;
 * each says whose it is and from when anybody may remove it.
 */
final class Scratch {

	private static final String MANAGED = "app.kubernetes.io/managed-by";

	private static final String PURPOSE = Marks.PREFIX + "purpose";

	static final String EXPIRES = Marks.PREFIX + "expires";

	private final Cluster cluster;

	private final String store;

	private final Pace pace;

	/**
	 * @param store name of the store, and of its system
	 */
	Scratch(Cluster cluster, String store, Pace pace) {
		this.cluster = cluster;
		this.store = Marks.labelValue(store);
		this.pace = pace;
	}

	/**
	 * Makes the namespace, or adopts the run's own. One that is still ending is waited
	 * for: a restore into it would hang.
	 */
	void provide(Place place, Consumer<String> progress) {
		for (int looks = 0;; looks++) {
			Namespace there = this.cluster.namespaces().find(place.name()).orElse(null);
			if (there == null) {
				this.cluster.namespaces().create(object(place), false);
				return;
			}
			if (!ending(there)) {
				demandOwn(there, place.run());
				return;
			}
			waitOn(there, progress, looks);
		}
	}

	private void demandOwn(Namespace there, String run) {
		if (!ours(there) || !Marks.labelValue(run).equals(Marks.runOf(there))) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					Said.of("namespace %s at %s is there and was not made by this run: nothing is restored into it.",
							"o namespace %s em %s está lá e não foi feito por esta execução: nada é restaurado nele.",
							there.getMetadata().getName(), this.cluster.server()));
		}
	}

	private static void waitOn(Namespace there, Consumer<String> progress, Pace pace, int looks) {
		String why = there.getStatus()
			.getConditions()
			.stream()
			.filter((condition) -> "True".equals(condition.getStatus()))
			.map((condition) -> condition.getReason() + ": " + condition.getMessage())
			.collect(Collectors.joining("; "));
		progress.accept("namespace %s is being removed%s".formatted(there.getMetadata().getName(),
				why.isEmpty() ? "" : ", held up by " + why));
		pace.pause(looks);
	}

	private void waitOn(Namespace there, Consumer<String> progress, int looks) {
		waitOn(there, progress, this.pace, looks);
	}

	/**
	 * Removes a namespace that a run has made, with all that is in it, and waits until it
	 * is gone. Not there: nothing.
	 * @throws PermanentFailure kind {@code CONFLICT} when it is not ours
	 */
	boolean remove(String name, Consumer<String> progress) {
		Namespace there = this.cluster.namespaces().find(name).orElse(null);
		if (there == null) {
			return false;
		}
		if (!ours(there)) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					Said.of("namespace %s at %s was not made by Holdfast for %s: it is not removed.",
							"o namespace %s em %s não foi feito pelo Holdfast para %s: não é removido.", name,
							this.cluster.server(), this.store));
		}
		if (!ending(there)) {
			this.cluster.namespaces().delete(name);
		}
		long deadline = System.nanoTime() + this.pace.answer().toNanos() * 5;
		for (int looks = 0; System.nanoTime() < deadline; looks++) {
			Namespace left = this.cluster.namespaces().find(name).orElse(null);
			if (left == null) {
				return true;
			}
			waitOn(left, progress, looks);
		}
		throw new TransientFailure(
				Said.of("namespace %s at %s does not go away; what holds it up stands in its status.",
						"o namespace %s em %s não some; o que o segura está no status dele.", name,
						this.cluster.server()),
				null);
	}

	/** Those that any run has made for the store and that are still there. */
	List<Place> all() {
		return this.cluster.namespaces()
			.list(Map.of(MANAGED, "holdfast", Taking.STORE, this.store))
			.stream()
			.map(Scratch::place)
			.toList();
	}

	private static Place place(Namespace namespace) {
		Map<String, String> labels = namespace.getMetadata().getLabels();
		String expires = Marks.annotation(namespace, EXPIRES);
		return new Place(namespace.getMetadata().getName(),
				Place.Purpose.valueOf(labels.getOrDefault(PURPOSE, "drill").toUpperCase(Locale.ROOT)),
				Marks.runOf(namespace), (expires == null) ? null : Instant.parse(expires));
	}

	private Namespace object(Place place) {
		return new NamespaceBuilder().withNewMetadata()
			.withName(place.name())
			.withLabels(Map.of(Marks.RUN, Marks.labelValue(place.run()), MANAGED, "holdfast", Taking.STORE, this.store,
					PURPOSE, place.purpose().name().toLowerCase(Locale.ROOT)))
			.withAnnotations((place.expires() == null) ? Map.of() : Map.of(EXPIRES, place.expires().toString()))
			.endMetadata()
			.build();
	}

	private boolean ours(Namespace namespace) {
		Map<String, String> labels = namespace.getMetadata().getLabels();
		return labels != null && "holdfast".equals(labels.get(MANAGED)) && this.store.equals(labels.get(Taking.STORE))
				&& Marks.runOf(namespace) != null;
	}

	static boolean ending(Namespace namespace) {
		return namespace.getMetadata().getDeletionTimestamp() != null;
	}

}
