package domain.lifecycle;

import domain.run.Run;

/**
 * Giving the volumes of a workload more room.
 *
 * @param run the run it belongs to
 * @param workload the workload
 * @param storage room wanted on each of its volumes, as Kubernetes writes it:
 * {@code 20Gi}
 */
public record GrowRequest(Run run, Workload workload, String storage) {

}
