package domain.lifecycle;

import domain.profile.ComponentProfile;
import domain.profile.TargetProfile;
import java.time.Duration;

/**
 * A component where it runs, with what a step on it must know. Frozen from the profile
 * when the run starts.
 *
 * @param target where it runs
 * @param component the component's name in the profile
 * @param kind what it is on its target
 * @param name its name there: Deployment, compose service, unit
 * @param container container that carries the version (Kubernetes)
 * @param replicas replicas in normal operation; null: as found, or as it was before it
 * was stopped
 * @param readyWithin how long it may take to become ready, counted from the last progress
 */
public record Workload(TargetProfile target, String component, ComponentProfile.Kind kind, String name,
		String container, Integer replicas, Duration readyWithin) {

	public static Workload of(TargetProfile target, ComponentProfile component) {
		return new Workload(target, component.name(), component.kind(), component.workload(), component.container(),
				component.replicas(), component.readyWithin());
	}

}
