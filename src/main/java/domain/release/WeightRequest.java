package domain.release;

import domain.run.Run;

/**
 * A step that brings the canary to a share of traffic.
 *
 * @param run the run it belongs to
 * @param rollout what is released
 * @param stable the stable side as it was found before anything was changed
 * @param weight the canary's share in percent, 0 to 100
 */
public record WeightRequest(Run run, Rollout rollout, Stable stable, int weight) {

}
