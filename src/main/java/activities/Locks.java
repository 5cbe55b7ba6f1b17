package activities;

import domain.lock.LockAnswer;
import domain.lock.LockRequest;
import io.temporal.activity.ActivityInterface;

/**
 * Takes and gives back the lock of a system. Holders are workflow ids: asking again
 * returns the lease already held.
 */
@ActivityInterface
public interface Locks {

	/** Asks for the lock, waiting as long as the request's patience allows. */
	LockAnswer acquireLock(LockRequest request);

	/** Gives the lock back; nothing happens when it is not held. */
	void releaseLock(LockRequest request);

	/**
	 * Whether a holder's workflow is still running; a lock whose holder is gone is free.
	 */
	boolean holderLives(String workflowId, String runId);

}
