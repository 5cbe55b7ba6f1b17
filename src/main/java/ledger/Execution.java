package ledger;

import java.time.Instant;

/**
 * One execution of a procedure, as Temporal lists it. A run has several when it was reset
 * or continued as new.
 *
 * @param runId run id of this execution
 * @param startedAt when this execution started
 * @param closed whether it has ended
 */
record Execution(String workflowId, String runId, Instant startedAt, boolean closed) {

}
