package domain.lifecycle;

import domain.run.Run;

/**
 * Bringing a workload to a number of instances.
 *
 * @param run the run it belongs to
 * @param workload the workload
 * @param replicas instances wanted, 0 or more
 */
public record ScaleRequest(Run run, Workload workload, int replicas) {

}
