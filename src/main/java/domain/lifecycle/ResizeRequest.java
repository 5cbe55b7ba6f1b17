package domain.lifecycle;

import domain.run.Run;

/**
 * Giving every instance of a workload other resources.
 *
 * @param run the run it belongs to
 * @param workload the workload
 * @param resources the resources wanted
 */
public record ResizeRequest(Run run, Workload workload, Resources resources) {

}
