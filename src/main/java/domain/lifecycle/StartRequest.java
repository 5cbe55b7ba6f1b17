package domain.lifecycle;

import domain.run.Run;

/**
 * Bringing a workload up.
 *
 * @param run the run it belongs to
 * @param workload the workload
 * @param replicas instances to run when it is stopped; null: those of the profile, those
 * it was stopped from, or one
 * @param found instances that were asked for when the run began; null where nobody looked
 */
public record StartRequest(Run run, Workload workload, Integer replicas, Integer found) {

	public StartRequest(Run run, Workload workload, Integer replicas) {
		this(run, workload, replicas, null);
	}

}
