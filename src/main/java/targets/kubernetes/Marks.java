package targets.kubernetes;

import domain.run.Run;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Objects;

/**
 * The labels and annotations by which Holdfast knows its own objects and its own edits.
 */
public final class Marks {

	/** Everything of ours begins with this. */
	public static final String PREFIX = "holdfast.dev/";

	/** Label: the run that an object belongs to. */
	public static final String RUN = PREFIX + "run";

	/** Label: which side a pod is of; only canaries carry it. */
	static final String TRACK = PREFIX + "track";

	/** Label: the stable workload that a canary stands beside. */
	static final String WORKLOAD = PREFIX + "workload";

	/** Annotation: a route's specification before the run touched it. */
	static final String ROUTE_BEFORE = PREFIX + "route-before";

	/** Annotation: the run that divides a route's traffic. */
	static final String ROUTE_RUN = PREFIX + "route-run";

	/** Annotation: an autoscaler's bounds before a run touched them, and that run. */
	static final String AUTOSCALER_BEFORE = PREFIX + "autoscaler-before";

	/** Annotation: the pods that a workload had when it was stopped. */
	static final String STOPPED_FROM = PREFIX + "stopped-from";

	/** Annotation of a pod template: the run that started the pods anew. */
	static final String RESTARTED_BY = PREFIX + "restarted-by";

	/** Label: the ConfigMap, Secret or environment that an object is a copy of. */
	static final String COPY_OF = PREFIX + "copy-of";

	/** Annotation of a volume claim: the run that made it larger, and its size before. */
	static final String GROWN_FROM = PREFIX + "grown-from";

	/** Label: the program of a profile that a Job is there for. */
	static final String SCRIPT = PREFIX + "script";

	/** Annotation of a GitOps tool's object: the run that paused its synchronisation. */
	static final String SYNC_PAUSED_BY = PREFIX + "sync-paused-by";

	/** Annotation of a GitOps tool's object: how it was synchronised before, as JSON. */
	static final String SYNC_BEFORE = PREFIX + "sync-before";

	/** Annotation: why a revision was made, as kubectl shows it. */
	static final String CHANGE_CAUSE = "kubernetes.io/change-cause";

	/**
	 * The name under which the API server files our writes; taken from the user agent.
	 */
	static final String FIELD_MANAGER = "holdfast";

	static final String CANARY = "canary";

	private Marks() {
	}

	/** Labels of an object that this run makes. */
	static Map<String, String> labels(Run run, String workload) {
		return Map.of(RUN, runLabel(run), TRACK, CANARY, WORKLOAD, labelValue(workload), "app.kubernetes.io/managed-by",
				"holdfast");
	}

	/** What a canary's pods are found by: nothing else in the namespace carries both. */
	static Map<String, String> canarySelector(String workload) {
		return Map.of(TRACK, CANARY, WORKLOAD, labelValue(workload));
	}

	static String runLabel(Run run) {
		return labelValue(run.runId());
	}

	/** The run that an object was made by, or null. */
	public static String runOf(HasMetadata object) {
		return object.getMetadata().getLabels() == null ? null : object.getMetadata().getLabels().get(RUN);
	}

	static boolean belongsTo(HasMetadata object, Run run) {
		return Objects.equals(runOf(object), runLabel(run));
	}

	static boolean isCanary(HasMetadata object) {
		return object.getMetadata().getLabels() != null && CANARY.equals(object.getMetadata().getLabels().get(TRACK));
	}

	public static String annotation(HasMetadata object, String name) {
		return object.getMetadata().getAnnotations() == null ? null : object.getMetadata().getAnnotations().get(name);
	}

	/** A text as a label's value: at most 63 characters of the allowed ones. */
	public static String labelValue(String text) {
		String allowed = text.replaceAll("[^A-Za-z0-9_.-]", "-");
		String shortened = allowed.length() <= 63 ? allowed
				: allowed.substring(0, 54) + "-" + Integer.toHexString(allowed.hashCode());
		return shortened.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
	}

}
