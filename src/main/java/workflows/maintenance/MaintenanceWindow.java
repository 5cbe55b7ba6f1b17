package workflows.maintenance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.gate.Answer;
import domain.gate.Decision;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/**
 * Keeps a system's alerting quiet while people work on it (runbook C, maintenance
 * windows): announced, silenced, backed up, scaled down; open until somebody says
 * {@code finish}, or its end; then everything as it was, proven and watched.
 *
 * <p>
 * The silence ends whatever happens: it is renewed a little ahead of the clock for as
 * long as a worker lives to do it, never further than the window's end and a margin.
 * While it is open others may work on the system's components: the lock is held against a
 * second window and against procedures on the system as a whole.
 *
 * <p>
 * The point of no return is the end of the silence, read back. Whatever fails before it,
 * and an abort, puts the counts back and ends the silence and PagerDuty's window; after
 * it the system is only watched.
 */
@WorkflowInterface
public interface MaintenanceWindow {

	/** Opens the window and closes it; the outcome says what was noticed afterwards. */
	@WorkflowMethod
	Outcome open(Request request);

	@SignalMethod(description = "Close the window, the work is done: {\"by\": \"your name\", \"reason\": \"why\"}")
	void finish(Decision decision);

	@UpdateMethod(name = "finish", description = "Close the window, and get an answer")
	Answer finishWithAnswer(Decision decision);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param duration how long, for example {@code PT2H}; as the profile says when absent
	 * @param reason what is done meanwhile
	 * @param withoutBackup why nothing is backed up before; a backup is taken when absent
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 * @param freezeOverride why a freeze should not stop it; a second person must approve
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, Duration duration, String reason, String withoutBackup, String requestedBy, Mode mode,
			String freezeOverride) {

	}

}
