package workflows.maintenance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import java.util.List;

/**
 * What an operator types to start a routine.
 *
 * @param system name of the system
 * @param tasks names of the tasks that are done; all when absent
 * @param without names of tasks that are left out
 * @param reason why, for people
 * @param requestedBy who asks for it
 * @param freezeOverride why a freeze should not hold tasks back; a second person must
 * approve
 * @param mode {@code execute} or {@code plan}; execute when absent
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RoutineInput(String system, List<String> tasks, List<String> without, String reason, String requestedBy,
		String freezeOverride, Mode mode) {

	public RoutineInput {
		tasks = tasks == null ? List.of() : List.copyOf(tasks);
		without = without == null ? List.of() : List.copyOf(without);
	}

	/** Whether this run was asked for a task. */
	boolean asksFor(String task) {
		return (tasks.isEmpty() || tasks.contains(task)) && !without.contains(task);
	}

}
