package domain.lifecycle;

import domain.run.Run;

/**
 * Starting every instance of a workload anew, once.
 *
 * @param run the run it belongs to
 * @param workload the workload
 * @param incarnation the incarnation that is to end: one that has ended already is not
 * ended again
 */
public record RestartRequest(Run run, Workload workload, String incarnation) {

}
