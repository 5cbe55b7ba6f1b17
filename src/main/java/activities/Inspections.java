package activities;

import domain.maintenance.CommandRequest;
import domain.maintenance.LogsRequest;
import domain.maintenance.PoliciesRequest;
import domain.maintenance.TaskEvidence;
import io.temporal.activity.ActivityInterface;

/** Looks at a system for its routines. Changes nothing there. */
@ActivityInterface
public interface Inspections {

	/**
	 * Counts texts in logs and keeps the most frequent lines, secrets masked. Logs that
	 * cannot be had are findings.
	 */
	TaskEvidence reviewLogs(LogsRequest request);

	/**
	 * Runs a program and counts lines of what it prints, which is kept, secrets masked.
	 * @throws domain.failure.PermanentFailure {@code NOT_VERIFIED} when its exit code is
	 * none of the good ones
	 */
	TaskEvidence runCommand(CommandRequest request);

	/** Which workloads keep to which policies. */
	TaskEvidence checkPolicies(PoliciesRequest request);

}
