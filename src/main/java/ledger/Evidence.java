package ledger;

import domain.check.Measurement;
import domain.gate.DecisionRecord;
import domain.run.Run;
import java.util.List;

/**
 * Files evidence without ever making anybody wait: a ledger that is down is caught up
 * later.
 */
public interface Evidence {

	/** Files one look at a canary's checks. */
	void measured(Run run, String stage, List<Measurement> measurements);

	/** Files a decision, accepted or refused. */
	void decided(Run run, DecisionRecord decision);

	/**
	 * Whether a message with this key was already taken by a channel; false when the
	 * ledger cannot be asked.
	 */
	boolean messageSent(Run run, String key, String channel);

}
