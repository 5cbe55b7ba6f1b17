package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TargetProfile;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Objects that somebody else puts back as they are written elsewhere, under the hands of
 * a run: Argo CD, Flux, or a client that applies their specification as its own (server
 * side apply).
 */
final class GitOps {

	/**
	 * Set to {@code ignored} by people where the tool leaves the release's fields alone.
	 */
	static final String ANNOTATION = Marks.PREFIX + "gitops";

	/** https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/ */
	private static final String ARGO_TRACKING = "argocd.argoproj.io/tracking-id";

	private static final String ARGO_INSTANCE = "argocd.argoproj.io/instance";

	/** Argo CD's label until its version 3, and Helm's: nobody's mark by itself. */
	private static final String INSTANCE = "app.kubernetes.io/instance";

	private static final String ARGO_MANAGER = "argocd-controller";

	private static final String FLUX_KUSTOMIZATION = "kustomize.toolkit.fluxcd.io/";

	private static final String FLUX_HELM = "helm.toolkit.fluxcd.io/";

	private static final String FLUX_PAUSE = FLUX_KUSTOMIZATION + "reconcile";

	/**
	 * People's clients and ourselves: they apply once and do not come back by themselves.
	 */
	private static final Set<String> NO_KEEPERS = Set.of(Marks.FIELD_MANAGER, "kubectl", "helm", "fabric8");

	private GitOps() {
	}

	/** Refuses an object that somebody keeps, unless told to look away. */
	static void refuseOwned(HasMetadata object) {
		keepers(object, TargetProfile.GIT_OPS_NAMESPACE).stream().findFirst().ifPresent((keeper) -> {
			throw refused(object, keeper, "");
		});
	}

	static PermanentFailure refused(HasMetadata object, Keeper keeper, String more) {
		return new PermanentFailure(FailureKind.CONFLICT,
				"%s/%s in namespace %s is kept by %s (%s), which would undo the change. Pause its synchronisation or let it ignore the fields that are changed (image, replicas, weights), then annotate the object with %s=ignored%s."
					.formatted(object.getKind(), object.getMetadata().getName(), object.getMetadata().getNamespace(),
							keeper.inWords(), keeper.mark(), ANNOTATION, more));
	}

	/**
	 * Who keeps the object; nobody where it was paused by hand or told to look away.
	 * @param applications namespace of Argo CD's Applications
	 */
	static List<Keeper> keepers(HasMetadata object, String applications) {
		if ("ignored".equals(Marks.annotation(object, ANNOTATION))
				|| "disabled".equals(Marks.annotation(object, FLUX_PAUSE))) {
			return List.of();
		}
		List<Keeper> named = Stream
			.of(argo(object, applications), flux(object, FLUX_KUSTOMIZATION, Keeper.Tool.KUSTOMIZATION),
					flux(object, FLUX_HELM, Keeper.Tool.HELM_RELEASE))
			.flatMap(List::stream)
			.toList();
		return named.isEmpty() ? appliers(object) : named;
	}

	private static List<Keeper> argo(HasMetadata object, String applications) {
		List<Keeper> found = new ArrayList<>();
		String tracking = Marks.annotation(object, ARGO_TRACKING);
		if (tracking != null) {
			// namespace_name:group/kind:namespace/name; the namespace only where it is
			// not Argo CD's own.
			String[] application = tracking.split(":", 2)[0].split("_", 2);
			found.add(new Keeper(Keeper.Tool.APPLICATION, (application.length == 2) ? application[0] : applications,
					application[application.length - 1], ARGO_TRACKING));
		}
		else if (mark(object, ARGO_INSTANCE) != null) {
			found.add(new Keeper(Keeper.Tool.APPLICATION, applications, mark(object, ARGO_INSTANCE), ARGO_INSTANCE));
		}
		else if (mark(object, INSTANCE) != null && managers(object).anyMatch(GitOps::isArgo)) {
			found.add(new Keeper(Keeper.Tool.APPLICATION, applications, mark(object, INSTANCE), INSTANCE));
		}
		return found;
	}

	private static boolean isArgo(ManagedFieldsEntry entry) {
		return ARGO_MANAGER.equals(entry.getManager());
	}

	private static List<Keeper> flux(HasMetadata object, String prefix, Keeper.Tool tool) {
		String name = mark(object, prefix + "name");
		String namespace = Objects.requireNonNullElse(mark(object, prefix + "namespace"),
				Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""));
		return (name == null) ? List.of() : List.of(new Keeper(tool, namespace, name, prefix + "name"));
	}

	/** Who applies the specification or the data as its own. */
	private static List<Keeper> appliers(HasMetadata object) {
		return managers(object)
			.filter((entry) -> "Apply".equals(entry.getOperation()) && !NO_KEEPERS.contains(entry.getManager()))
			.filter((entry) -> ownsContent(entry.getFieldsV1()))
			.map((entry) -> new Keeper(Keeper.Tool.FIELD_MANAGER, object.getMetadata().getNamespace(),
					entry.getManager(), "server-side apply"))
			.toList();
	}

	private static Stream<ManagedFieldsEntry> managers(HasMetadata object) {
		return object.getMetadata().getManagedFields().stream().filter((entry) -> entry.getSubresource() == null);
	}

	private static boolean ownsContent(FieldsV1 fields) {
		return fields != null && Stream.of("f:spec", "f:data", "f:binaryData")
			.anyMatch(fields.getAdditionalProperties()::containsKey);
	}

	private static String mark(HasMetadata object, String name) {
		Map<String, String> labels = Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
		return labels.containsKey(name) ? labels.get(name) : Marks.annotation(object, name);
	}

}
