package workflows.recovery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Brings a system back after a disaster (runbook B 9.1; E "Recuperação de Desastre").
 *
 * <p>
 * {@code complete_outage}: the place that the profile names under {@code recovery.site}
 * is prepared, everything protected is restored there and compared, the system is started
 * and asked, and after a second gate its clients are sent there. Until then every
 * failure, an abort and a cancellation leave that place as it was found, and clients
 * where they were. The point of no return is the switch that people have seen to work;
 * the report says how to go back.
 *
 * <p>
 * {@code data_corruption}: what writes is stopped, the newest backup whose data answers
 * the profile's questions is found by restoring few of them beside, and that one is put
 * in place as {@link EmergencyRestore} does, with the same way back.
 */
@WorkflowInterface
public interface DisasterRecovery {

	/** Brings it back; the outcome says from what, where, and what was lost. */
	@WorkflowMethod
	Outcome recover(Request request);

	/** What has happened. */
	enum Scenario {

		/** The place where the system lives is lost. */
		@JsonProperty("complete_outage")
		COMPLETE_OUTAGE,
		/** Data is wrong since nobody knows when. */
		@JsonProperty("data_corruption")
		DATA_CORRUPTION

	}

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param scenario {@code complete_outage} or {@code data_corruption}
	 * @param store which data is corrupt; the only store when absent. An outage brings
	 * all stores back
	 * @param reason why
	 * @param requestedBy who asks for it: somebody else must approve. Two people must
	 * when it is absent, as in a launcher
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, Scenario scenario, String store, String reason, String requestedBy, Mode mode) {

	}

}
