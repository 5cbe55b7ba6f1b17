package domain.check;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a stage's watch has counted so far; carried in heartbeats so that a crash loses
 * nothing.
 *
 * @param looks looks taken
 * @param passes passing looks per check
 * @param failures failed looks per check
 * @param blindSince since when the metrics source cannot be asked, or null
 */
public record WatchCounters(long looks, SortedMap<String, Integer> passes, SortedMap<String, Integer> failures,
		Instant blindSince) {

	public WatchCounters {
		passes = passes == null ? new TreeMap<>() : passes;
		failures = failures == null ? new TreeMap<>() : failures;
	}

	public static WatchCounters none() {
		return new WatchCounters(0, null, null, null);
	}

}
