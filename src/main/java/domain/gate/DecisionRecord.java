package domain.gate;

import java.time.Instant;

/**
 * A decision as it is filed, accepted or refused.
 *
 * @param verb what was said: approve, reject, abort, hold, resume, extend
 * @param gate the gate, or null for a control that is bound to none
 * @param by who
 * @param reason why
 * @param at when
 * @param accepted whether it counted
 * @param refusal why it did not, or null
 */
public record DecisionRecord(String verb, String gate, String by, String reason, Instant at, boolean accepted,
		String refusal) {

}
