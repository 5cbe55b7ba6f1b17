package ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes away what nobody will ever ask for: looks at a system, begun by the clock every
 * half minute, that saw nothing new. Evidence stays for good: whatever changed something,
 * told somebody, heard somebody, or did not end well.
 */
class Thinning {

	private static final Logger log = LoggerFactory.getLogger(Thinning.class);

	/** Procedures that only look. */
	private static final List<String> LOOKS = List.of("HealthCheck", "ScheduleWatch");

	private static final Duration BETWEEN = Duration.ofHours(1);

	/** Runs taken away in one transaction. */
	private static final int BATCH = 2_000;

	private static final String UNEVENTFUL = """
			SELECT run_id FROM runs
			WHERE procedure IN (:looks) AND status = 'COMPLETED' AND settled AND ended_at < :until
			  AND NOT EXISTS (SELECT 1 FROM messages WHERE messages.run_id = runs.run_id)
			  AND NOT EXISTS (SELECT 1 FROM decisions WHERE decisions.run_id = runs.run_id)
			  AND NOT EXISTS (SELECT 1 FROM changes WHERE changes.run_id = runs.run_id)
			ORDER BY ended_at LIMIT :batch
			""";

	private final JdbcClient database;

	private final TransactionTemplate transactions;

	private final Duration keep;

	private final Clock clock;

	private Instant next = Instant.MIN;

	Thinning(JdbcClient database, TransactionTemplate transactions, Duration keep, Clock clock) {
		this.database = database;
		this.transactions = transactions;
		this.keep = keep;
		this.clock = clock;
	}

	/**
	 * Takes away what is old enough, once an hour.
	 * @return runs taken away
	 */
	int thin() {
		Instant now = clock.instant();
		if (!keep.isPositive() || now.isBefore(next)) {
			return 0;
		}
		int gone = 0;
		List<String> batch;
		do {
			batch = transactions.execute(status -> remove(now.minus(keep)));
			gone += batch.size();
		}
		while (batch.size() == BATCH);
		next = now.plus(BETWEEN);
		if (gone > 0) {
			log.info("{} uneventful runs older than {} were taken out of the ledger", gone, keep);
		}
		return gone;
	}

	private List<String> remove(Instant until) {
		List<String> runs = database.sql(UNEVENTFUL)
			.param("looks", LOOKS)
			.param("until", OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
			.param("batch", BATCH)
			.query(String.class)
			.list();
		if (!runs.isEmpty()) {
			List.of("attempts", "steps", "readings", "runs")
				.forEach(table -> database.sql("DELETE FROM " + table + " WHERE run_id IN (:runs)")
					.param("runs", runs)
					.update());
		}
		return runs;
	}

}
