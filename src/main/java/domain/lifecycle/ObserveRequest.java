package domain.lifecycle;

import domain.run.Run;
import java.util.List;

/**
 * Looking at workloads.
 *
 * @param run the run it belongs to
 * @param workloads the workloads
 */
public record ObserveRequest(Run run, List<Workload> workloads) {

}
