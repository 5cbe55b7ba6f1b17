package ledger;

import domain.check.Measurement;
import domain.gate.DecisionRecord;
import domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Evidence by way of the queue. */
class QueuedEvidence implements Evidence {

	private static final Logger log = LoggerFactory.getLogger(QueuedEvidence.class);

	private static final Duration PATIENCE = Duration.ofMillis(300);

	private final EvidenceQueue queue;

	private final Ledger ledger;

	private final JdbcClient database;

	QueuedEvidence(EvidenceQueue queue, Ledger ledger, JdbcClient database) {
		this.queue = queue;
		this.ledger = ledger;
		this.database = database;
	}

	@Override
	public void measured(Run run, String stage, List<Measurement> measurements) {
		measurements
			.forEach(measurement -> queue.add(new Entry.MeasurementEntry(run.runId(), stage, measurement, false)));
	}

	@Override
	public void decided(Run run, DecisionRecord decision) {
		queue.add(new Entry.DecisionEntry(run.runId(), decision));
	}

	@Override
	public void messageTaken(Run run, String key, String channel) {
		queue.add(new Entry.MessageEntry(run.runId(), key, channel, null, Instant.now()));
	}

	@Override
	public boolean messageSent(Run run, String key, String channel) {
		return queue
			.contains(entry -> entry instanceof Entry.MessageEntry message && message.runId().equals(run.runId())
					&& message.key().equals(key) && message.channel().equals(channel) && message.refusal() == null)
				|| (ledger.reachable() && inDatabase(run, key, channel));
	}

	private boolean inDatabase(Run run, String key, String channel) {
		FutureTask<Boolean> lookup = new FutureTask<>(() -> database
			.sql("SELECT count(*) FROM messages WHERE run_id = ? AND message_key = ? AND channel = ? AND sent")
			.params(run.runId(), key, channel)
			.query(Long.class)
			.single() > 0);
		// A thread of its own: a server that hangs would hold the caller's.
		Thread.ofVirtual().name("ledger-lookup").start(lookup);
		try {
			return lookup.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException unanswered) {
			lookup.cancel(true);
			log.warn("The ledger cannot say whether message {} of run {} was sent by {}: {}", key, run.runId(), channel,
					unanswered.toString());
			return false;
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
