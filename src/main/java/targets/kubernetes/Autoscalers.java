package targets.kubernetes;

import domain.release.Stable.Autoscaler;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Keeps a HorizontalPodAutoscaler from undoing what a release does to the pods. */
final class Autoscalers {

	private final Scene scene;

	Autoscalers(Scene scene) {
		this.scene = scene;
	}

	/** The one acting on the stable workload, with the bounds that people gave it. */
	Optional<Autoscaler> find() {
		return this.scene.cluster()
			.autoscalers()
			.list()
			.stream()
			.filter(this::actsOnStable)
			.findFirst()
			.map((found) -> {
				BoundsNote given = BoundsNote.by(this.scene.run(), found);
				return new Autoscaler(found.getMetadata().getName(), given.minimum(), given.maximum());
			});
	}

	/** Lets it want exactly this many pods. */
	List<Change> pin(int replicas) {
		int pinned = Math.max(1, replicas);
		return name().map((name) -> change(name, (object) -> {
			object.getMetadata().setAnnotations(remembering(object));
			object.getSpec().setMinReplicas(pinned);
			object.getSpec().setMaxReplicas(pinned);
		})).orElse(List.of());
	}

	/**
	 * Gives it its own bounds again; nothing happens when this run has not pinned them.
	 */
	List<Change> restore() {
		return name().map((name) -> change(name, (object) -> {
			BoundsNote.in(object).filter((note) -> note.belongsTo(this.scene.run())).ifPresent((before) -> {
				object.getSpec().setMinReplicas(before.minimum());
				object.getSpec().setMaxReplicas(before.maximum());
				object.getMetadata().getAnnotations().remove(Marks.AUTOSCALER_BEFORE);
			});
		})).orElse(List.of());
	}

	private Optional<String> name() {
		return (this.scene.stable() == null) ? Optional.empty()
				: Optional.ofNullable(this.scene.stable().autoscaler())
					.map(Autoscaler::name)
					.filter((name) -> this.scene.cluster().autoscalers().find(name).isPresent());
	}

	private List<Change> change(String name, java.util.function.Consumer<HorizontalPodAutoscaler> edit) {
		var edited = this.scene.cluster().autoscalers().change(name, this.scene.dry(), (object) -> {
			edit.accept(object);
			return object;
		});
		return edited.changed() ? List
			.of(new Change("horizontalpodautoscaler/" + name, inWords(edited.before()), inWords(edited.after())))
				: List.of();
	}

	private Map<String, String> remembering(HorizontalPodAutoscaler object) {
		Map<String, String> annotations = new HashMap<>(
				Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of()));
		// A damaged note is named when the bounds are to be given back; it must not keep
		// an
		// undo from moving pods.
		if (!BoundsNote.damaged(object)) {
			annotations.put(Marks.AUTOSCALER_BEFORE, BoundsNote.by(this.scene.run(), object).text());
		}
		return annotations;
	}

	private boolean actsOnStable(HorizontalPodAutoscaler object) {
		var target = object.getSpec().getScaleTargetRef();
		return "Deployment".equals(target.getKind()) && this.scene.workload().equals(target.getName());
	}

	private static String inWords(HorizontalPodAutoscaler object) {
		return BoundsNote.minimumOf(object) + " to " + BoundsNote.maximumOf(object) + " pods";
	}

}
