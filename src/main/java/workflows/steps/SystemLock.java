package workflows.steps;

import domain.lock.Lease;
import domain.lock.LockAnswer;
import domain.lock.LockRequest;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * The lock of one system: one workflow, id {@code lock/<system>}, that never ends. Leases
 * are held by runs, so a lock is never left behind by a dead process: a holder whose
 * workflow is gone holds nothing.
 */
@WorkflowInterface
public interface SystemLock {

	/**
	 * Keeps the leases until the end of time, continuing as new when its history grows.
	 */
	@WorkflowMethod
	void keep(State state);

	@UpdateMethod(description = "Ask for the lock; used by procedures")
	LockAnswer acquire(LockRequest request);

	@UpdateMethod(description = "Give the lock back; used by procedures, or by a person on behalf of a run that cannot")
	boolean release(LockRequest request);

	@QueryMethod(description = "Who holds the lock, since when and why")
	List<Lease> leases();

	/**
	 * What outlives a history.
	 *
	 * @param fence number of the newest lease
	 * @param leases leases in force
	 */
	record State(long fence, List<Lease> leases) {

		public State {
			leases = leases == null ? List.of() : List.copyOf(leases);
		}

	}

}
