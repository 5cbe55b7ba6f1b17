package activities;

import domain.gate.DecisionRecord;
import domain.run.Run;
import io.temporal.spring.boot.ActivityImpl;
import ledger.Evidence;
import org.springframework.stereotype.Component;

/** Hands decisions to the ledger. */
@Component
@ActivityImpl(taskQueues = "operations")
class DecisionsImpl implements Decisions {

	private final Evidence evidence;

	DecisionsImpl(Evidence evidence) {
		this.evidence = evidence;
	}

	@Override
	public void recordDecision(Run run, DecisionRecord decision) {
		evidence.decided(run, decision);
	}

}
