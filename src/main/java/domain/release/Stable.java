package domain.release;

/**
 * The stable side as it was found before anything was changed.
 *
 * @param version the running version: the image's tag
 * @param image the whole running image reference
 * @param replicas replicas asked for
 * @param ready replicas ready
 * @param revision the rollout's revision number
 * @param fingerprint stands for the pod template: changes when anybody changes it
 * @param autoscaler the HorizontalPodAutoscaler acting on the workload with its bounds;
 * null when there is none
 */
public record Stable(String version, String image, int replicas, int ready, long revision, String fingerprint,
		Autoscaler autoscaler) {

	/**
	 * A HorizontalPodAutoscaler.
	 *
	 * @param name name
	 * @param minimum its minReplicas
	 * @param maximum its maxReplicas
	 */
	public record Autoscaler(String name, int minimum, int maximum) {

	}

}
