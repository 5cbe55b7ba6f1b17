package bench.procedures;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Steps and gates as a procedure of Holdfast has them. */
@WorkflowInterface
public interface Ours {

	/** So many gates, each followed by a step; then so many steps. */
	@WorkflowMethod(name = "BenchOurs")
	void run(Work work);

	/**
	 * What to do.
	 *
	 * @param system a system of the bench's own profiles
	 * @param component names the lock
	 * @param key begins the keys of the steps
	 * @param gates how many gates come first
	 * @param steps how many steps follow
	 */
	record Work(String system, String component, String key, int gates, int steps) {
	}

}
