package domain.release;

import domain.run.Run;

/**
 * A step on a rollout.
 *
 * @param run the run it belongs to
 * @param rollout what is released
 * @param stable the stable side as it was found before anything was changed; null only
 * for the step that finds it
 */
public record RolloutRequest(Run run, Rollout rollout, Stable stable) {

}
