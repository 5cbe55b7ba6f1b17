package domain.lifecycle;

import domain.run.Run;

/**
 * Setting what the autoscaler of a workload may do.
 *
 * @param run the run it belongs to
 * @param workload the workload
 * @param bounds the bounds wanted; null: the autoscaler is to be removed
 */
public record AutoscalerRequest(Run run, Workload workload, Bounds bounds) {

}
