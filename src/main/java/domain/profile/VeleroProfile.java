package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * How Velero is installed on a cluster, and what is asked of its backups.
 *
 * @param namespace namespace of its own objects; {@code velero} when absent
 * @param location name of the storage location; the default one when absent
 * @param throughPods whether volumes are read through the pods that use them; as the
 * installation is set up when absent
 * @param moveData whether snapshots are copied into the storage location; as the
 * installation is set up when absent
 * @param withoutData volume claims, {@code namespace/name}, that may be in a backup
 * without their data; every other bound claim's data must be in it
 * @param leastShare least items of a backup, in percent of the one before; 50 when absent
 * @param stalledAfter time without progress after which people are told; 10 minutes when
 * absent
 * @param within how long a backup may take; 6 hours when absent: longer than Velero's own
 * limits together
 * @param notInScratch resources, {@code ingresses.networking.k8s.io}, beside the usual
 * ones that are not brought back into a scratch namespace because they reach beyond it
 */
public record VeleroProfile(String namespace, String location, Boolean throughPods, Boolean moveData,
		List<String> withoutData, Integer leastShare, Duration stalledAfter, Duration within,
		List<String> notInScratch) {

	private static final int LEAST_SHARE = 50;

	public VeleroProfile {
		namespace = namespace == null ? "velero" : namespace;
		withoutData = SystemProfile.listOf(withoutData);
		leastShare = leastShare == null ? LEAST_SHARE : leastShare;
		stalledAfter = stalledAfter == null ? Duration.ofMinutes(10) : stalledAfter;
		within = within == null ? Duration.ofHours(6) : within;
		notInScratch = SystemProfile.listOf(notInScratch);
	}

	/** As it usually is. */
	public static VeleroProfile usual() {
		return new VeleroProfile(null, null, null, null, null, null, null, null, null);
	}

}
