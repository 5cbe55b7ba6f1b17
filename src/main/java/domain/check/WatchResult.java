package domain.check;

import java.time.Instant;
import java.util.List;

/**
 * What a watch came back with.
 *
 * @param end why it came back
 * @param reason one sentence for people
 * @param at when
 * @param measurements the last look at every check
 * @param counters the stage's counters
 */
public record WatchResult(WatchEnd end, String reason, Instant at, List<Measurement> measurements,
		WatchCounters counters) {

}
