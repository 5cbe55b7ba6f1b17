package domain.lifecycle;

import domain.run.Run;
import java.time.Duration;
import java.util.List;

/**
 * A command of the profile, run where the workload runs. Such commands must bear being
 * run twice.
 *
 * @param run the run it belongs to
 * @param workload the workload beside which it runs
 * @param command the program and its arguments, never a line for a shell
 * @param within longest time
 */
public record ScriptRequest(Run run, Workload workload, List<String> command, Duration within) {

}
