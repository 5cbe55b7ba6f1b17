package ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.api.common.v1.Payload;
import java.time.Instant;

/**
 * How a run ended.
 *
 * @param status Temporal's word: {@code COMPLETED}, {@code FAILED}, {@code CANCELED},
 * {@code TERMINATED}, {@code TIMED_OUT}
 * @param outcome the result's kind, or null when there is none
 * @param summary the result's sentence, or null
 * @param failure why it failed, or null
 */
record RunEnd(Instant at, String status, String outcome, String summary, FailureText failure) {

	static RunEnd completed(Instant at, Payload result) {
		JsonNode outcome = Json.tree(result);
		return new RunEnd(at, "COMPLETED", Json.field(outcome, "result"), Json.field(outcome, "summary"), null);
	}

	static RunEnd ended(Instant at, String status, FailureText failure) {
		return new RunEnd(at, status, null, null, failure);
	}

}
