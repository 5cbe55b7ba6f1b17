package domain.release;

import domain.profile.HelmProfile;
import domain.profile.TargetProfile;
import domain.profile.TrafficProfile;
import java.time.Duration;

/**
 * What a release changes: a workload on a target, its version and how its traffic is
 * divided. Frozen from the profile when the run starts.
 *
 * @param target the cluster and namespace
 * @param workload name of the stable workload
 * @param container container whose image carries the version
 * @param image image repository without tag; null: the repository that runs now
 * @param version the version to release: the image's tag
 * @param traffic how traffic is divided; null where a release does not divide it
 * @param readyWithin how long pods may take to become ready
 * @param carriesFrom share of stable pods that must be ready for it to carry all traffic
 * at an undo, 0 to 1
 * @param promoteWithin how long the stable side's pods may take to become ready on the
 * new version; as long as others when absent
 * @param helm the Helm release that the workload comes with, or null
 */
public record Rollout(TargetProfile target, String workload, String container, String image, String version,
		TrafficProfile traffic, Duration readyWithin, double carriesFrom, Duration promoteWithin, HelmProfile helm) {

	public Rollout {
		promoteWithin = promoteWithin == null ? readyWithin : promoteWithin;
	}

	/** One that no Helm release brings. */
	public static Rollout of(TargetProfile target, String workload, String container, String image, String version,
			TrafficProfile traffic, Duration readyWithin, double carriesFrom, Duration promoteWithin) {
		return new Rollout(target, workload, container, image, version, traffic, readyWithin, carriesFrom,
				promoteWithin, null);
	}

	/** The same, coming with a Helm release; null: with none. */
	public Rollout withHelm(HelmProfile release) {
		return new Rollout(target, workload, container, image, version, traffic, readyWithin, carriesFrom,
				promoteWithin, release);
	}

	/** The canary's workload name, the same in every attempt. */
	public String canary() {
		return workload + "-canary";
	}

}
