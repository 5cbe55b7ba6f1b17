package workflows.steps;

import domain.gate.Answer;
import domain.gate.Decision;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;

/**
 * What people can say to a running procedure: as signals, and under the same names as
 * updates for callers who want an answer.
 */
@WorkflowInterface
public interface Controls {

	@SignalMethod(
			description = "Say yes at the open gate: {\"by\": \"your name\", \"reason\": \"why\"}; add \"gate\" when several are open")
	void approve(Decision decision);

	@SignalMethod(
			description = "Say no at the open gate, what was begun is undone: {\"by\": \"your name\", \"reason\": \"why\"}")
	void reject(Decision decision);

	@SignalMethod(
			description = "Stop at once and undo, whatever is going on: {\"by\": \"your name\", \"reason\": \"why\"}")
	void abort(Decision decision);

	@SignalMethod(description = "Stay where it is and keep watching: {\"by\": \"your name\", \"reason\": \"why\"}")
	void hold(Decision decision);

	@SignalMethod(description = "Go on after a hold: {\"by\": \"your name\", \"reason\": \"why\"}")
	void resume(Decision decision);

	@SignalMethod(
			description = "Watch or wait longer: {\"by\": \"your name\", \"reason\": \"why\", \"extension\": \"PT30M\"}")
	void extend(Decision decision);

	@UpdateMethod(name = "approve", description = "Say yes at the open gate, and get an answer")
	Answer approveWithAnswer(Decision decision);

	@UpdateValidatorMethod(updateName = "approve")
	void checkApprove(Decision decision);

	@UpdateMethod(name = "reject", description = "Say no at the open gate, and get an answer")
	Answer rejectWithAnswer(Decision decision);

	@UpdateValidatorMethod(updateName = "reject")
	void checkReject(Decision decision);

	@UpdateMethod(name = "abort", description = "Stop at once and undo, and get an answer")
	Answer abortWithAnswer(Decision decision);

	@UpdateMethod(name = "hold", description = "Stay where it is, and get an answer")
	Answer holdWithAnswer(Decision decision);

	@UpdateValidatorMethod(updateName = "hold")
	void checkHold(Decision decision);

	@UpdateMethod(name = "resume", description = "Go on after a hold, and get an answer")
	Answer resumeWithAnswer(Decision decision);

	@UpdateValidatorMethod(updateName = "resume")
	void checkResume(Decision decision);

	@UpdateMethod(name = "extend", description = "Watch or wait longer, and get an answer")
	Answer extendWithAnswer(Decision decision);

	@UpdateValidatorMethod(updateName = "extend")
	void checkExtend(Decision decision);

}
