package workflows.recovery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Takes backups of what the profile protects, reads each back, lets go what retention no
 * longer keeps (runbook D 3.2, 3.6 and 7.2; A daily 01:00 UTC; B daily and weekly).
 *
 * <p>
 * It changes nothing of the system: it takes no lock and goes on in a freeze. A store
 * that cannot be backed up does not keep the others from it; the run then fails and
 * people are told. There is nothing to undo: a backup that was not finished is no backup.
 */
@WorkflowInterface
public interface Backup {

	/** Takes them; the outcome says what was taken and what was let go. */
	@WorkflowMethod
	Outcome back(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param store name of one store under the profile's {@code recovery}; all when
	 * absent
	 * @param kind why, part of the backup's name; {@code manual} when absent
	 * @param reason why, for people
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent. A plan shows what
	 * retention would let go
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String store, String kind, String reason, String requestedBy, Mode mode) {

	}

}
