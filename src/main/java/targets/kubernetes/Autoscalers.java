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
				String before = Marks.annotation(found, Marks.AUTOSCALER_BEFORE);
				return (before == null) ? new Autoscaler(found.getMetadata().getName(), minimum(found), maximum(found))
						: new Autoscaler(found.getMetadata().getName(), bound(before, 0), bound(before, 1));
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

	/** Gives it its own bounds again; nothing happens when they are not pinned. */
	List<Change> restore() {
		return name().map((name) -> change(name, (object) -> {
			String before = Marks.annotation(object, Marks.AUTOSCALER_BEFORE);
			if (before != null) {
				object.getSpec().setMinReplicas(bound(before, 0));
				object.getSpec().setMaxReplicas(bound(before, 1));
				object.getMetadata().getAnnotations().remove(Marks.AUTOSCALER_BEFORE);
			}
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

	private static Map<String, String> remembering(HorizontalPodAutoscaler object) {
		Map<String, String> annotations = new HashMap<>(
				Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of()));
		annotations.putIfAbsent(Marks.AUTOSCALER_BEFORE, minimum(object) + "," + maximum(object));
		return annotations;
	}

	private boolean actsOnStable(HorizontalPodAutoscaler object) {
		var target = object.getSpec().getScaleTargetRef();
		return "Deployment".equals(target.getKind()) && this.scene.workload().equals(target.getName());
	}

	private static int minimum(HorizontalPodAutoscaler object) {
		return (object.getSpec().getMinReplicas() == null) ? 1 : object.getSpec().getMinReplicas();
	}

	private static int maximum(HorizontalPodAutoscaler object) {
		return object.getSpec().getMaxReplicas();
	}

	private static int bound(String before, int index) {
		return Integer.parseInt(before.split(",")[index]);
	}

	private static String inWords(HorizontalPodAutoscaler object) {
		return minimum(object) + " to " + maximum(object) + " pods";
	}

}
