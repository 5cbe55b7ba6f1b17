package domain.maintenance;

import domain.lifecycle.Workload;
import domain.profile.LogReview;
import domain.run.Run;
import java.util.List;

/**
 * Logs to be looked at.
 *
 * @param run the run it belongs to
 * @param task name of the task, part of the file that is kept
 * @param workloads whose logs
 * @param review what is looked for
 * @param secrets references of the secrets that may not stand in what is kept
 */
public record LogsRequest(Run run, String task, List<Workload> workloads, LogReview review, List<String> secrets) {

}
