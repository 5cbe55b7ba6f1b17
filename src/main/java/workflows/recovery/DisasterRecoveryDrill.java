package workflows.recovery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;

/**
 * Tries out the recovery of a system by the restore's own steps, into places of the
 * drill's own, and measures it (runbook D 7.3 and weekly in staging, B 9, A weekly).
 *
 * <p>
 * Nothing in use is touched: no lock is taken, no freeze stops it. Whatever happens, an
 * abort and a cancellation included, the places are removed and the list of places shows
 * it; one whose run was terminated is found by {@link DrillCleanUp}. What was missed is
 * an outcome: the report's verdict follows from what was measured. There is no point of
 * no return.
 */
@WorkflowInterface
public interface DisasterRecoveryDrill {

	/** Carries it out; the outcome is the report's line. */
	@WorkflowMethod
	Outcome drill(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param store name of one store under the profile's {@code recovery}; all when
	 * absent
	 * @param timestamp the moment of the imagined disaster: the newest backup that holds
	 * nothing later is restored; the drill's own begin when absent
	 * @param scenario name of a scenario of the profile whose objectives count; those of
	 * the stores when absent
	 * @param fresh whether a backup is taken first, so that the way from backup to
	 * verified copy is tried as a whole; false when absent: what there is must do
	 * @param unattended whether nobody is asked anything: no checklists, no decision;
	 * false when absent
	 * @param reason why
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String store, Instant timestamp, String scenario, Boolean fresh, Boolean unattended,
			String reason, String requestedBy, Mode mode) {

	}

}
