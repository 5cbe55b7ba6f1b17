package domain.release;

/**
 * A rollout as it stands at this moment, read for those who watch it.
 *
 * @param weight the canary's share of traffic in force, in percent; the share asked for
 * when it is divided by pods and the pods are divided as that share asks
 * @param routeIntact whether every place that divides the traffic divides it by that
 * share; false when somebody took a rule out or made rules disagree
 * @param canaryReady ready canary pods
 * @param canaryWanted canary pods asked for; 0 when the canary's workload is gone
 * @param canaryTrouble what is wrong with canary pods (crashing, image, not ready) in the
 * cluster's own words; null when nothing is
 * @param stableFingerprint stands for the stable workload's pod template, to be compared
 * with {@link Stable#fingerprint()}; not moved by scaling nor by our own annotations
 * @param stableReady ready stable pods
 * @param changedBy who last changed the stable workload or the route other than Holdfast,
 * and when; null when unknown
 */
public record RolloutState(int weight, boolean routeIntact, int canaryReady, int canaryWanted, String canaryTrouble,
		String stableFingerprint, int stableReady, String changedBy) {

}
