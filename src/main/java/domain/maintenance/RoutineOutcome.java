package domain.maintenance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Change;
import domain.run.Outcome;
import java.util.List;

/**
 * How a run of a routine ended. It is handed to the schedule's next run, whose report
 * compares with it.
 *
 * @param result the kind of end
 * @param summary one sentence for people
 * @param changes what was changed, or in plan mode would be
 * @param tasks what became of each task, in the routine's order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RoutineOutcome(Outcome.Result result, String summary, List<Change> changes, List<TaskResult> tasks) {

	public RoutineOutcome {
		changes = changes == null ? List.of() : List.copyOf(changes);
		tasks = tasks == null ? List.of() : List.copyOf(tasks);
	}

}
