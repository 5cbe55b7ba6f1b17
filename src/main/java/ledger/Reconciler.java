package ledger;

import io.temporal.api.history.v1.HistoryEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ledger.Readings.OpenRun;
import ledger.Readings.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the ledger in line with Temporal, which is the authority: runs that the ledger
 * lacks or does not have complete are read from their histories. What a dead process or a
 * full queue did not file comes back this way.
 */
class Reconciler {

	private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

	/** Temporal's list of executions lags behind its histories. */
	private static final Duration LAG = Duration.ofMinutes(5);

	private final Executions executions;

	private final HistoryReader reader;

	private final EntryWriter writer;

	private final Readings readings;

	private final EvidenceQueue queue;

	private final Duration rereadEvery;

	private final Clock clock;

	/** A process that died may have left open runs incomplete: all are read once. */
	private boolean first = true;

	Reconciler(Executions executions, HistoryReader reader, EntryWriter writer, Readings readings, EvidenceQueue queue,
			Duration rereadEvery, Clock clock) {
		this.executions = executions;
		this.reader = reader;
		this.writer = writer;
		this.readings = readings;
		this.queue = queue;
		this.rereadEvery = rereadEvery;
		this.clock = clock;
	}

	/**
	 * Reads what is missing.
	 * @return executions read
	 * @throws RuntimeException when Temporal or the database cannot be reached; the next
	 * sweep does it again
	 */
	synchronized int sweep() {
		Instant begin = clock.instant();
		Set<String> dropped = queue.takeDroppedRuns();
		try {
			int read = sweep(begin, dropped);
			readings.swept(begin);
			first = false;
			return read;
		}
		catch (RuntimeException unreachable) {
			dropped.forEach(queue::noteForReading);
			throw unreachable;
		}
	}

	/** Reads every run that Temporal still has, whatever the ledger has. */
	int rebuildAll() {
		readings.forget();
		return sweep();
	}

	/**
	 * Reads one run.
	 * @param runId null: its latest execution
	 * @return whether Temporal knows it
	 */
	synchronized boolean rebuild(String workflowId, String runId) {
		Optional<Execution> found = executions.find(workflowId, runId);
		found.ifPresent(this::read);
		return found.isPresent();
	}

	private int sweep(Instant begin, Set<String> dropped) {
		Instant since = readings.sweptUntil().map(until -> until.minus(LAG)).orElse(null);
		// Oldest first: of a run's executions the latest has the last word.
		List<Execution> listed = executions.openOrClosedSince(since)
			.stream()
			.sorted(Comparator.comparing(Execution::startedAt))
			.toList();
		Map<String, Reading> known = readings.of(listed);
		List<Execution> due = listed.stream()
			.filter(execution -> isDue(execution, known.get(execution.runId()), dropped, begin))
			.toList();
		due.forEach(this::readIfThere);
		return due.size() + lookForLost(listed, begin);
	}

	private boolean isDue(Execution execution, Reading reading, Set<String> dropped, Instant now) {
		if (reading == null || dropped.contains(reading.runId())) {
			return true;
		}
		return execution.closed() ? !reading.closed() : first || reading.at().plus(rereadEvery).isBefore(now);
	}

	/** Runs that the ledger takes for open and Temporal does not list as open. */
	private int lookForLost(List<Execution> listed, Instant begin) {
		Set<String> seen = new HashSet<>(listed.stream().map(Execution::runId).toList());
		List<OpenRun> unlisted = readings.openBefore(begin.minus(LAG))
			.stream()
			.filter(run -> !seen.contains(run.executionId()))
			.toList();
		for (OpenRun run : unlisted) {
			executions.find(run.workflowId(), run.executionId())
				.ifPresentOrElse(this::readIfThere, () -> readings.vanished(run, begin));
		}
		return unlisted.size();
	}

	private void readIfThere(Execution execution) {
		try {
			read(execution);
		}
		catch (io.grpc.StatusRuntimeException refused) {
			if (refused.getStatus().getCode() != io.grpc.Status.Code.NOT_FOUND) {
				throw refused;
			}
			log.info("Run {} of {} was deleted by Temporal while it was to be read", execution.runId(),
					execution.workflowId());
		}
	}

	private void read(Execution execution) {
		List<HistoryEvent> history = executions.history(execution);
		writer.write(reader.read(execution, history));
		readings.note(execution.runId(),
				new Reading(HistoryReader.runId(history), HistoryReader.closes(history.getLast()), clock.instant()));
	}

}
