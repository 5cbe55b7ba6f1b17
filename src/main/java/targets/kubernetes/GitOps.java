package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Objects that a GitOps tool puts back as they are in Git, under the hands of a release.
 */
final class GitOps {

	/**
	 * Set to {@code ignored} by people where the tool leaves the release's fields alone.
	 */
	static final String ANNOTATION = Marks.PREFIX + "gitops";

	private static final String FLUX_PAUSE = "kustomize.toolkit.fluxcd.io/reconcile";

	/** What the tools themselves mark their objects with. */
	private static final SortedMap<String, String> TOOLS = new TreeMap<>(
			Map.of("argocd.argoproj.io/tracking-id", "Argo CD", "argocd.argoproj.io/instance", "Argo CD",
					"kustomize.toolkit.fluxcd.io/name", "Flux", "helm.toolkit.fluxcd.io/name", "Flux"));

	private GitOps() {
	}

	/** Refuses an object that a tool keeps, unless it is paused or told to look away. */
	static void refuseOwned(HasMetadata object) {
		boolean lookingAway = "ignored".equals(Marks.annotation(object, ANNOTATION))
				|| "disabled".equals(Marks.annotation(object, FLUX_PAUSE));
		TOOLS.keySet().stream().filter((mark) -> !lookingAway && marked(object, mark)).findFirst().ifPresent((mark) -> {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s/%s in namespace %s is kept by %s (%s), which would undo the release. Pause its synchronisation or let it ignore image, replicas and weights, then annotate the object with %s=ignored."
						.formatted(object.getKind(), object.getMetadata().getName(),
								object.getMetadata().getNamespace(), TOOLS.get(mark), mark, ANNOTATION));
		});
	}

	private static boolean marked(HasMetadata object, String mark) {
		Map<String, String> labels = Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
		return labels.containsKey(mark) || Marks.annotation(object, mark) != null;
	}

}
