package bench.procedures;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Steps and gates as a procedure of Holdfast has them. */
@WorkflowInterface
public interface Ours {

	/** So many steps; then so many gates, each followed by a step. */
	@WorkflowMethod(name = "BenchOurs")
	void run(Work work);

	/**
	 * What to do.
	 *
	 * @param system a system of the bench's own profiles
	 * @param component names the lock
	 * @param key begins the keys of the steps
	 * @param gates how many gates follow, each with a step after it
	 * @param steps how many steps come first
	 */
	record Work(String system, String component, String key, int gates, int steps) {
	}

}
