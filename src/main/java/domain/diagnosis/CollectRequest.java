package domain.diagnosis;

import domain.lifecycle.Workload;
import domain.run.Run;

/**
 * What there is to know about a workload where it runs.
 *
 * @param run the run it belongs to
 * @param workload the workload
 * @param filter which lines of its logs
 */
public record CollectRequest(Run run, Workload workload, LogFilter filter) {

}
