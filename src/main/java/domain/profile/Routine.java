package domain.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The tasks of one cadence. They begin in their order; those that only look go side by
 * side, those that change something one at a time.
 *
 * @param tasks what is done
 * @param longest how long all of it may take; a task that is expected to end later is not
 * begun. Absent: no limit
 * @param downtime how long the system may be down for all of it; a task that would exceed
 * it is not begun. Absent: no task may have downtime
 * @param sideBySide most tasks at the same time; 4 when absent
 */
public record Routine(List<RoutineTask> tasks, Duration longest, Duration downtime, Integer sideBySide) {

	private static final int USUALLY_AT_ONCE = 4;

	public Routine {
		tasks = SystemProfile.listOf(tasks);
		downtime = downtime == null ? Duration.ZERO : downtime;
		sideBySide = sideBySide == null ? USUALLY_AT_ONCE : sideBySide;
	}

	public Optional<RoutineTask> task(String wanted) {
		return tasks.stream().filter(task -> task.name().equals(wanted)).findFirst();
	}

}
