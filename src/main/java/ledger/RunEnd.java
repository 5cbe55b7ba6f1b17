package ledger;

import java.time.Instant;

/**
 * How a run ended.
 *
 * @param status Temporal's word: {@code COMPLETED}, {@code FAILED}, {@code CANCELED},
 * {@code TERMINATED}, {@code TIMED_OUT}; ours: {@code VANISHED}, when Temporal no longer
 * knows the run
 * @param outcome the result's kind, or null when there is none
 * @param summary the result's sentence, or null
 * @param failure why it failed, or null
 */
record RunEnd(Instant at, String status, String outcome, String summary, FailureText failure) {

}
