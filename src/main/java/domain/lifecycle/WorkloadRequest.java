package domain.lifecycle;

import domain.run.Run;

/**
 * A step on a workload.
 *
 * @param run the run it belongs to
 * @param workload the workload
 * @param found instances that were asked for when the run began: what a step changed is
 * told from there, also by an attempt that finds it done by the one that died. Null where
 * nobody looked
 */
public record WorkloadRequest(Run run, Workload workload, Integer found) {

	public WorkloadRequest(Run run, Workload workload) {
		this(run, workload, null);
	}

}
