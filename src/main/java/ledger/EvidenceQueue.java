package ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries on their way to the database. Taking one in never waits and never fails: when
 * the queue is full, what Temporal's history holds too is dropped first and its run noted
 * for reading again; what it does not hold has as much room again.
 */
class EvidenceQueue {

	private static final Logger log = LoggerFactory.getLogger(EvidenceQueue.class);

	private static final int BATCH = 200;

	private static final long GATHERING_MILLIS = 50;

	private final int capacity;

	private final BlockingQueue<Entry> waiting;

	private final Set<String> droppedRuns = new HashSet<>();

	private final AtomicLong lost = new AtomicLong();

	private volatile List<Entry> underway = List.of();

	EvidenceQueue(int capacity) {
		this.capacity = capacity;
		this.waiting = new LinkedBlockingQueue<>(2 * capacity);
	}

	void add(Entry entry) {
		if (entry.inHistory() && waiting.size() >= capacity) {
			noteForReading(entry.runId());
		}
		else if (!waiting.offer(entry)) {
			lose(entry);
		}
	}

	void addAll(List<? extends Entry> entries) {
		entries.forEach(this::add);
	}

	/** The next entries, oldest first; empty when none came in time. */
	List<Entry> take(long patienceMillis) throws InterruptedException {
		List<Entry> batch = new ArrayList<>();
		Entry first = waiting.poll(patienceMillis, TimeUnit.MILLISECONDS);
		if (first != null) {
			batch.add(first);
			// Seen by contains() before the queue forgets them.
			underway = batch;
			// Steps come in bursts: one transaction for what comes within a blink, not
			// one each.
			Thread.sleep(GATHERING_MILLIS);
			waiting.drainTo(batch, BATCH - 1);
			underway = List.copyOf(batch);
		}
		return batch;
	}

	/** The entries taken last are in the database. */
	void done() {
		underway = List.of();
	}

	/** Whether an entry waits to be written. */
	boolean contains(Predicate<Entry> wanted) {
		return waiting.stream().anyMatch(wanted) || underway.stream().anyMatch(wanted);
	}

	int size() {
		return waiting.size() + underway.size();
	}

	/** Entries that are in no history and did not fit. */
	long lost() {
		return lost.get();
	}

	/** Runs whose entries were dropped since the last call. */
	Set<String> takeDroppedRuns() {
		synchronized (droppedRuns) {
			Set<String> runs = Set.copyOf(droppedRuns);
			droppedRuns.clear();
			return runs;
		}
	}

	void noteForReading(String runId) {
		synchronized (droppedRuns) {
			droppedRuns.add(runId);
		}
	}

	/** The database refused an entry for good. */
	void refused() {
		lost.incrementAndGet();
	}

	private void lose(Entry entry) {
		if (lost.getAndIncrement() == 0) {
			log.error(
					"The ledger's database is down for so long that evidence which no history holds is lost, first {} "
							+ "of run {}. Raise holdfast.ledger.queue or bring the database back.",
					entry.getClass().getSimpleName(), entry.runId());
		}
	}

}
