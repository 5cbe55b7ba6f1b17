package domain.lifecycle;

import domain.run.Run;

/**
 * A step on a workload.
 *
 * @param run the run it belongs to
 * @param workload the workload
 */
public record WorkloadRequest(Run run, Workload workload) {

}
