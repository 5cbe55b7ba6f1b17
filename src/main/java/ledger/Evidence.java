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
	 * Files that a channel took a message, at once: a process that dies before its step
	 * has ended must not send it again. What became of every channel is filed when the
	 * step ends, so an implementation may do without.
	 */
	default void messageTaken(Run run, String key, String channel) {
	}

	/**
	 * Whether a message with this key was already taken by a channel; false when the
	 * ledger cannot be asked.
	 */
	boolean messageSent(Run run, String key, String channel);

}
