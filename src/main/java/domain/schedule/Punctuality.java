package domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Expected times held against actual runs.
 *
 * @param missed expected times without a run, in order
 * @param skipped how many times were passed over because the run before was still going
 * @param blocker id of a run that still goes on and has made so many times pass that
 * somebody should look, or null
 */
public record Punctuality(List<Instant> missed, int skipped, String blocker) {

	/** So many times in a row are no coincidence. */
	private static final int MANY = 3;

	private static final Duration LONG = Duration.ofHours(1);

	/**
	 * Judges a schedule.
	 * @param expected times at which Temporal should have started a run
	 * @param runs what it started, and what was still going then
	 * @param jitter how much later than its time a run may begin on purpose, or null
	 * @param now the moment of judging
	 */
	public static Punctuality of(List<Instant> expected, List<ScheduledRun> runs, Duration jitter, Instant now) {
		List<Instant> missed = new ArrayList<>();
		Map<String, Integer> passed = new TreeMap<>();
		int skipped = 0;
		for (Instant time : expected) {
			if (runs.stream().anyMatch(run -> isFor(run, time, jitter))) {
				continue;
			}
			Optional<ScheduledRun> before = runs.stream().filter(run -> run.goesOnAt(time)).findFirst();
			if (before.isEmpty()) {
				missed.add(time);
				continue;
			}
			skipped++;
			if (before.get().closed() == null) {
				passed.merge(before.get().workflowId(), 1, Integer::sum);
			}
		}
		return new Punctuality(List.copyOf(missed), skipped, blocker(passed, runs, now));
	}

	private static String blocker(Map<String, Integer> passed, List<ScheduledRun> runs, Instant now) {
		return runs.stream()
			.filter(run -> passed.containsKey(run.workflowId()))
			.filter(run -> passed.get(run.workflowId()) >= MANY
					|| Duration.between(run.started(), now).compareTo(LONG) >= 0)
			.map(ScheduledRun::workflowId)
			.findFirst()
			.orElse(null);
	}

	/** Temporal writes whole seconds, without the jitter, on a run. */
	private static boolean isFor(ScheduledRun run, Instant time, Duration jitter) {
		Instant latest = time.truncatedTo(ChronoUnit.SECONDS);
		Instant earliest = latest.minus(Objects.requireNonNullElse(jitter, Duration.ZERO));
		return run.scheduled() != null && !run.scheduled().isBefore(earliest) && !run.scheduled().isAfter(latest);
	}

}
