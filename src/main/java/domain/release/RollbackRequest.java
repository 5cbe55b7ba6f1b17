package domain.release;

import domain.run.Run;

/**
 * Going back to an earlier revision of a workload.
 *
 * @param run the run it belongs to
 * @param rollout the workload; its version is the one asked for, or null
 * @param toRevision revision asked for, or null for the one before the current
 * @param from the revision that was current when the run began: makes the step repeatable
 */
public record RollbackRequest(Run run, Rollout rollout, Long toRevision, long from) {

}
