package targets.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a pod is not ready, in its own words.
 *
 * @param pod the pod's name
 * @param reason Kubernetes' reason
 * @param message Kubernetes' message; empty when there is none
 */
record PodTrouble(String pod, String reason, String message) {

	private static final Set<String> PULLING = Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName",
			"ErrImageNeverPull");

	/** A pod may be not ready for a moment without being in trouble. */
	private static final Duration UNREADY = Duration.ofSeconds(10);

	private static final Set<String> CRASHING = Set.of("CrashLoopBackOff", "CreateContainerConfigError",
			"RunContainerError");

	/**
	 * What keeps the pods from being ready; those that are merely starting are left out.
	 */
	static List<PodTrouble> of(List<Pod> pods) {
		return pods.stream()
			.filter((pod) -> pod.getMetadata().getDeletionTimestamp() == null)
			.flatMap((pod) -> of(pod).stream())
			.toList();
	}

	boolean imageCannotBePulled() {
		return PULLING.contains(this.reason);
	}

	boolean crashing() {
		return CRASHING.contains(this.reason);
	}

	String inWords() {
		return "pod %s: %s%s".formatted(this.pod, this.reason, this.message.isEmpty() ? "" : " (" + this.message + ")");
	}

	private static Optional<PodTrouble> of(Pod pod) {
		return Stream.of(waiting(pod), notScheduled(pod), notReady(pod)).flatMap((each) -> each).findFirst();
	}

	private static Stream<PodTrouble> waiting(Pod pod) {
		if (pod.getStatus() == null) {
			return Stream.empty();
		}
		return Stream
			.concat(pod.getStatus().getInitContainerStatuses().stream(),
					pod.getStatus().getContainerStatuses().stream())
			.map(ContainerStatus::getState)
			.filter(Objects::nonNull)
			.map((state) -> state.getWaiting())
			.filter((waiting) -> waiting != null && waiting.getReason() != null)
			.filter((waiting) -> PULLING.contains(waiting.getReason()) || CRASHING.contains(waiting.getReason()))
			.map((waiting) -> of(pod, waiting));
	}

	private static PodTrouble of(Pod pod, ContainerStateWaiting waiting) {
		return new PodTrouble(pod.getMetadata().getName(), waiting.getReason(),
				Objects.requireNonNullElse(waiting.getMessage(), ""));
	}

	private static Stream<PodTrouble> notScheduled(Pod pod) {
		return falseCondition(pod, "PodScheduled", "not scheduled");
	}

	private static Stream<PodTrouble> notReady(Pod pod) {
		return falseCondition(pod, "Ready", "not ready");
	}

	private static Stream<PodTrouble> falseCondition(Pod pod, String type, String otherwise) {
		if (pod.getStatus() == null) {
			return Stream.empty();
		}
		return pod.getStatus()
			.getConditions()
			.stream()
			.filter((condition) -> condition.getType().equals(type) && condition.getStatus().equals("False"))
			.filter(PodTrouble::lasts)
			.map((condition) -> new PodTrouble(pod.getMetadata().getName(),
					Objects.requireNonNullElse(condition.getReason(), otherwise),
					Objects.requireNonNullElse(condition.getMessage(), "")));
	}

	private static boolean lasts(PodCondition condition) {
		return condition.getLastTransitionTime() != null
				&& Instant.parse(condition.getLastTransitionTime()).isBefore(Instant.now().minus(UNREADY));
	}

}
