package workflows.recovery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;

/**
 * Brings a store back from a backup (runbook D 8.2, A restore, B data recovery).
 *
 * <p>
 * Bad backups are refused with their reason before anything is stopped. The data is
 * restored beside what is there and compared first; only what was found right is put in
 * its place, and what was there is kept aside. Until the end every failure, an abort and
 * a cancellation bring back what was there and start the writers as they were. The point
 * of no return is the end of the window in which {@code approve} at the gate {@code undo}
 * takes a finished restore back; then the copy is removed.
 *
 * <p>
 * It is an emergency: once a second person has approved it, whoever holds the system's
 * lock, a canary for example, is told to abort, undoes what it has begun and hands over;
 * before that nobody is disturbed. Another emergency is not: a second restore is refused
 * and told who is at it. A freeze stops neither it nor its way back; the question says
 * that one is on. A {@code hold} stops it before its next change.
 */
@WorkflowInterface
public interface EmergencyRestore {

	/** Restores; the outcome says from which backup and what was lost. */
	@WorkflowMethod
	Outcome restore(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param store name of a store under the profile's {@code recovery}; the only one
	 * when absent
	 * @param timestamp the moment to go back to: the newest backup that holds nothing
	 * later; the newest usable one when absent
	 * @param reason why
	 * @param requestedBy who asks for it: somebody else must approve
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String store, Instant timestamp, String reason, String requestedBy, Mode mode) {

	}

}
