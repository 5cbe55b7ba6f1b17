package domain.maintenance;

import domain.lifecycle.Workload;
import domain.profile.RoutineCommand;
import domain.profile.TargetProfile;
import domain.run.Run;
import java.time.Duration;
import java.util.List;

/**
 * A program to be run.
 *
 * @param run the run it belongs to
 * @param task name of the task, part of the Job's name and of the file that is kept
 * @param command the program
 * @param place where it runs
 * @param workload in one of whose pods; null elsewhere
 * @param within longest time
 * @param secrets references of the secrets that may not stand in what is kept
 */
public record CommandRequest(Run run, String task, RoutineCommand command, TargetProfile place, Workload workload,
		Duration within, List<String> secrets) {

}
