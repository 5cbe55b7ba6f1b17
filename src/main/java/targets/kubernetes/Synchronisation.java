package targets.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.run.Change;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The synchronisation of one Application, Kustomization or HelmRelease, paused for a run.
 * What it was and whose pause it is stands on the object itself; only the run's own pause
 * is ever ended.
 */
final class Synchronisation {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private static final String SUSPEND = "suspend";

	private static final String AUTOMATED = "automated";

	private static final String POLICY = "syncPolicy";

	private final Cluster cluster;

	private final Keeper keeper;

	private final Run run;

	Synchronisation(Cluster cluster, Keeper keeper, Run run) {
		this.cluster = cluster;
		this.keeper = keeper;
		this.run = run;
	}

	/**
	 * Pauses it unless it is paused, and waits until nothing is under way. One that
	 * somebody switched on again during the run is paused again.
	 */
	void pause() {
		var edit = objects().change(this.keeper.name(), this.run.planning(), (object) -> {
			if (on(object)) {
				refuseKept(object);
				remember(object);
				switchOff(object);
			}
			return object;
		});
		if (synchronising(edit.after())) {
			throw new TransientFailure(
					"%s is synchronising just now; nothing is changed under its hands. Waiting for its end."
						.formatted(inWords()),
					null);
		}
		refuseForeign(edit.after());
	}

	/** What the pause is, for the run's changes; nothing where it was off anyway. */
	List<Change> paused() {
		GenericKubernetesResource object = objects().get(this.keeper.name());
		return (ours(object) || this.run.planning() && on(object)) ? List
			.of(new Change(what(), "on", "paused until the run ends; then it puts back what is written otherwise"))
				: List.of();
	}

	/** Ends the run's own pause; nothing happens to anybody else's. */
	List<Change> giveBack() {
		if (objects().find(this.keeper.name()).isEmpty()) {
			return List.of();
		}
		var edit = objects().change(this.keeper.name(), false, (object) -> {
			if (ours(object)) {
				if (!on(object)) {
					switchOn(object);
				}
				forget(object);
			}
			return object;
		});
		return (edit.changed() && !on(edit.before())) ? List.of(new Change(what(), "paused", "on")) : List.of();
	}

	private boolean argo() {
		return this.keeper.tool() == Keeper.Tool.APPLICATION;
	}

	private boolean on(GenericKubernetesResource object) {
		Map<String, Object> specification = map(object.getAdditionalProperties().get("spec"));
		if (!argo()) {
			return !Boolean.TRUE.equals(specification.get(SUSPEND));
		}
		Map<String, Object> policy = map(specification.get(POLICY));
		return policy.get(AUTOMATED) != null && !Boolean.FALSE.equals(map(policy.get(AUTOMATED)).get("enabled"));
	}

	private void switchOff(GenericKubernetesResource object) {
		Map<String, Object> specification = map(object.getAdditionalProperties().get("spec"));
		if (argo()) {
			Map<String, Object> policy = map(specification.get(POLICY));
			policy.remove(AUTOMATED);
			specification.put(POLICY, policy);
		}
		else {
			specification.put(SUSPEND, true);
		}
		object.setAdditionalProperty("spec", specification);
	}

	private void switchOn(GenericKubernetesResource object) {
		Map<String, Object> specification = map(object.getAdditionalProperties().get("spec"));
		if (argo()) {
			Map<String, Object> policy = map(specification.get(POLICY));
			policy.put(AUTOMATED, before(object));
			specification.put(POLICY, policy);
		}
		else {
			specification.remove(SUSPEND);
		}
		object.setAdditionalProperty("spec", specification);
	}

	private void remember(GenericKubernetesResource object) {
		Map<String, String> annotations = annotations(object);
		Map<String, Object> policy = map(map(object.getAdditionalProperties().get("spec")).get(POLICY));
		annotations.put(Marks.SYNC_BEFORE, text(argo() ? map(policy.get(AUTOMATED)) : Map.of()));
		annotations.put(Marks.SYNC_PAUSED_BY, Marks.runLabel(this.run));
		object.getMetadata().setAnnotations(annotations);
	}

	private static void forget(GenericKubernetesResource object) {
		Map<String, String> annotations = annotations(object);
		annotations.remove(Marks.SYNC_BEFORE);
		annotations.remove(Marks.SYNC_PAUSED_BY);
		object.getMetadata().setAnnotations(annotations);
	}

	private boolean ours(GenericKubernetesResource object) {
		return Marks.runLabel(this.run).equals(Marks.annotation(object, Marks.SYNC_PAUSED_BY));
	}

	/** A pause that another run ends would end under our hands. */
	private void refuseForeign(GenericKubernetesResource object) {
		String other = Marks.annotation(object, Marks.SYNC_PAUSED_BY);
		if (other != null && !ours(object) && !on(object)) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s is paused by run %s, which will switch it on when it ends. Wait for that run; if it is gone, switch the synchronisation on (before: %s) and remove the annotations %s and %s."
						.formatted(inWords(), other, Marks.annotation(object, Marks.SYNC_BEFORE), Marks.SYNC_PAUSED_BY,
								Marks.SYNC_BEFORE));
		}
	}

	/** An Application of Applications would switch the synchronisation on again. */
	private void refuseKept(GenericKubernetesResource object) {
		if (argo()) {
			GitOps.keepers(object, object.getMetadata().getNamespace())
				.stream()
				.filter((above) -> above.tool() == Keeper.Tool.APPLICATION)
				.findFirst()
				.ifPresent((above) -> {
					throw GitOps.refused(object, above,
							"; what it must ignore here is /spec/syncPolicy, or it would end the pause");
				});
		}
	}

	/**
	 * https://argo-cd.readthedocs.io/en/stable/operator-manual/resource_actions_builtin/
	 */
	private boolean synchronising(GenericKubernetesResource object) {
		return argo() && !this.run.planning() && ours(object) && "Running"
			.equals(map(map(object.getAdditionalProperties().get("status")).get("operationState")).get("phase"));
	}

	private ApiObjects<GenericKubernetesResource> objects() {
		Keeper.Tool tool = this.keeper.tool();
		return this.cluster.generic(tool.group(), tool.version(), tool.kind(), tool.resource());
	}

	private String what() {
		return "%s/%s in namespace %s: synchronisation".formatted(this.keeper.tool().kind().toLowerCase(Locale.ROOT),
				this.keeper.name(), this.keeper.namespace());
	}

	private String inWords() {
		return "%s/%s in namespace %s".formatted(this.keeper.tool().kind(), this.keeper.name(),
				this.keeper.namespace());
	}

	private Map<String, Object> before(GenericKubernetesResource object) {
		String text = Objects.requireNonNullElse(Marks.annotation(object, Marks.SYNC_BEFORE), "");
		try {
			return map(MAPPER.readValue(text, Object.class));
		}
		catch (JsonProcessingException ex) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s: annotation %s is not the JSON that Holdfast wrote: %s. Switch the synchronisation on by hand and remove it."
						.formatted(inWords(), Marks.SYNC_BEFORE, text),
					ex);
		}
	}

	private static String text(Map<String, Object> value) {
		try {
			return MAPPER.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("What was read as JSON can be written as JSON", ex);
		}
	}

	private static Map<String, String> annotations(GenericKubernetesResource object) {
		return new HashMap<>(Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of()));
	}

	/** A copy of a JSON object; an empty one where there is none. */
	private static Map<String, Object> map(Object value) {
		Map<String, Object> copy = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> found) {
			found.forEach((name, each) -> copy.put(name.toString(), each));
		}
		return copy;
	}

}
