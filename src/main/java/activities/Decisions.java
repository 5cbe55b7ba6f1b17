package activities;

import domain.gate.DecisionRecord;
import domain.run.Run;
import io.temporal.activity.ActivityInterface;

/** Files what people decided. */
@ActivityInterface
public interface Decisions {

	/**
	 * Files one decision, accepted or refused. Returns at once: a ledger that is down is
	 * caught up later.
	 */
	void recordDecision(Run run, DecisionRecord decision);

}
