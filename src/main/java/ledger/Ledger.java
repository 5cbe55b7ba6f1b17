package ledger;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Our own record of what was done, in PostgreSQL. One thread carries entries from the
 * queue into the database; while the database is down it keeps trying, and nobody waits
 * for it.
 */
public class Ledger implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Ledger.class);

	private static final Duration FIRST_RETRY = Duration.ofMillis(250);

	private static final Duration FAREWELL = Duration.ofSeconds(5);

	/** PostgreSQL's code for a table that is not there. */
	private static final String UNDEFINED_TABLE = "42P01";

	private final LedgerSchema schema;

	private final EntryWriter writer;

	private final EvidenceQueue queue;

	private final Duration retryAtMost;

	/** Why the database could not be reached, or null. */
	private final AtomicReference<String> problem = new AtomicReference<>("not reached yet");

	private volatile Thread thread;

	private volatile boolean stopping;

	Ledger(LedgerSchema schema, EntryWriter writer, EvidenceQueue queue, Duration retryAtMost) {
		this.schema = schema;
		this.writer = writer;
		this.queue = queue;
		this.retryAtMost = retryAtMost;
	}

	/** Whether the database took what was last given to it. */
	public boolean reachable() {
		return problem.get() == null;
	}

	/** Why the database cannot be reached, or null. */
	public String problem() {
		return problem.get();
	}

	/** Entries that wait to be written. */
	public int queued() {
		return queue.size();
	}

	/**
	 * Entries lost for good: they are in no history, and the queue was full for too long.
	 */
	public long lost() {
		return queue.lost();
	}

	@Override
	public void start() {
		stopping = false;
		thread = Thread.ofPlatform().name("ledger").daemon().start(this::carry);
	}

	/** Gives what is queued a last chance, then leaves it to the next start's sweep. */
	@Override
	public void stop() {
		stopping = true;
		Thread carrier = thread;
		thread = null;
		if (carrier == null) {
			return;
		}
		try {
			if (!carrier.join(FAREWELL)) {
				carrier.interrupt();
				log.warn(
						"{} ledger entries could not be written before the end: {}. "
								+ "Those that Temporal's history holds are read at the next start.",
						queue.size(), problem());
			}
		}
		catch (InterruptedException interrupted) {
			carrier.interrupt();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return thread != null;
	}

	/** Early to start and late to stop: workers add evidence until they are done. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 1000;
	}

	private void carry() {
		try {
			write(List.of());
			while (!stopping || queue.size() > 0) {
				List<Entry> batch = queue.take(200);
				if (!batch.isEmpty()) {
					write(batch);
					queue.done();
				}
			}
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

	private void write(List<Entry> batch) throws InterruptedException {
		Duration pause = FIRST_RETRY;
		while (true) {
			try {
				writeOnce(batch);
				return;
			}
			catch (RuntimeException down) {
				unreachable(down);
				Thread.sleep(pause);
				pause = pause.multipliedBy(2).compareTo(retryAtMost) < 0 ? pause.multipliedBy(2) : retryAtMost;
			}
		}
	}

	/**
	 * @throws RuntimeException when the database is down; an entry that it refuses is
	 * reported and left out, so that it does not hold up the others
	 */
	private void writeOnce(List<Entry> batch) {
		schema.prepare();
		try {
			writer.write(batch);
		}
		catch (RuntimeException failure) {
			if (isDown(failure)) {
				throw failure;
			}
			batch.forEach(this::writeAlone);
		}
		reached();
	}

	private void writeAlone(Entry entry) {
		try {
			writer.write(List.of(entry));
		}
		catch (RuntimeException failure) {
			if (isDown(failure)) {
				throw failure;
			}
			queue.refused();
			log.error("The ledger's database refuses {} of run {}", entry.getClass().getSimpleName(), entry.runId(),
					failure);
		}
	}

	private boolean isDown(RuntimeException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				return isDown(sql);
			}
		}
		return false;
	}

	private boolean isDown(SQLException sql) {
		String state = sql.getSQLState() == null ? "08" : sql.getSQLState();
		if (state.equals(UNDEFINED_TABLE)) {
			schema.doubt();
			return true;
		}
		// Connection, resources, operator's intervention, system, deadlock and rollback,
		// authentication, no such database, read-only standby.
		return sql instanceof SQLTransientException || sql instanceof SQLRecoverableException
				|| List.of("08", "53", "57", "58", "40", "28", "3D", "25").contains(state.substring(0, 2));
	}

	private void reached() {
		if (problem.getAndSet(null) != null) {
			log.info("The ledger's database is reached, {} entries wait", queue.size());
		}
	}

	private void unreachable(RuntimeException down) {
		Throwable root = down;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		String words = root.getMessage() == null ? root.toString() : root.getMessage();
		if (problem.getAndSet(words) == null) {
			log.warn("The ledger's database cannot be reached: {}. Evidence is kept and filed later.", words);
		}
	}

}
