package activities;

import domain.check.WatchRequest;
import domain.check.WatchResult;
import io.temporal.activity.ActivityInterface;

/**
 * Judges a canary by its metrics, its alerts and the state of its workloads. Changes
 * nothing.
 */
@ActivityInterface
public interface Analysis {

	/**
	 * Watches a canary at one weight until there is something to say. Counters travel in
	 * heartbeats: a crash neither shortens the dwell nor starts it again. When cancelled
	 * it still answers, with {@code TOLD} and its counters.
	 */
	WatchResult watchCanary(WatchRequest request);

	/**
	 * Watches the running version of a workload after a rollback until its checks have
	 * passed for the dwell, or the maximum dwell is over.
	 */
	WatchResult watchRollback(WatchRequest request);

}
