package workflows.steps;

import domain.gate.Answer;
import domain.gate.Decision;
import java.util.Optional;

/**
 * What people say to a run, as signals and as updates, handed to its gates. Signals are
 * judged there; updates are refused here when their form is wrong.
 */
final class Voice implements Controls {

	private final Gates gates;

	Voice(Gates gates) {
		this.gates = gates;
	}

	private static void check(Optional<String> refusal) {
		refusal.ifPresent(reason -> {
			throw new IllegalArgumentException(reason);
		});
	}

	@Override
	public void approve(Decision decision) {
		gates.decide(Gates.APPROVE, decision);
	}

	@Override
	public void reject(Decision decision) {
		gates.decide(Gates.REJECT, decision);
	}

	@Override
	public void abort(Decision decision) {
		gates.stop(decision);
	}

	@Override
	public void hold(Decision decision) {
		gates.setHeld("hold", decision, true);
	}

	@Override
	public void resume(Decision decision) {
		gates.setHeld("resume", decision, false);
	}

	@Override
	public void extend(Decision decision) {
		gates.lengthen(decision);
	}

	@Override
	public Answer approveWithAnswer(Decision decision) {
		return gates.decide(Gates.APPROVE, decision);
	}

	@Override
	public void checkApprove(Decision decision) {
		check(gates.malformed(decision));
	}

	@Override
	public Answer rejectWithAnswer(Decision decision) {
		return gates.decide(Gates.REJECT, decision);
	}

	@Override
	public void checkReject(Decision decision) {
		check(gates.malformed(decision));
	}

	@Override
	public Answer abortWithAnswer(Decision decision) {
		return gates.stop(decision);
	}

	@Override
	public Answer holdWithAnswer(Decision decision) {
		return gates.setHeld("hold", decision, true);
	}

	@Override
	public void checkHold(Decision decision) {
		check(gates.malformed(decision));
	}

	@Override
	public Answer resumeWithAnswer(Decision decision) {
		return gates.setHeld("resume", decision, false);
	}

	@Override
	public void checkResume(Decision decision) {
		check(gates.malformed(decision));
	}

	@Override
	public Answer extendWithAnswer(Decision decision) {
		return gates.lengthen(decision);
	}

	@Override
	public void checkExtend(Decision decision) {
		check(gates.malformed(decision));
	}

}
