package domain.lifecycle;

import domain.run.Run;

/**
 * Bringing a workload to a number of instances.
 *
 * @param run the run it belongs to
 * @param workload the workload
 * @param replicas instances wanted, 0 or more
 * @param found instances that were asked for before this step; null where nobody looked
 */
public record ScaleRequest(Run run, Workload workload, int replicas, Integer found) {

	public ScaleRequest(Run run, Workload workload, int replicas) {
		this(run, workload, replicas, null);
	}

}
