package ledger;

import static ledger.Columns.moment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was read from Temporal, and up to when. */
class Readings {

	private static final int AT_ONCE = 1000;

	/** One reading of an execution's history. */
	record Reading(String runId, boolean closed, Instant at) {

	}

	/** A run that the ledger takes for open. */
	record OpenRun(String runId, String workflowId, String executionId) {

	}

	private final JdbcClient database;

	Readings(JdbcClient database) {
		this.database = database;
	}

	/** The last reading of each execution that was read, by its run id. */
	Map<String, Reading> of(List<Execution> executions) {
		Map<String, Reading> readings = new HashMap<>();
		for (int from = 0; from < executions.size(); from += AT_ONCE) {
			List<String> ids = executions.subList(from, Math.min(executions.size(), from + AT_ONCE))
				.stream()
				.map(Execution::runId)
				.toList();
			database.sql("SELECT execution_id, run_id, closed, read_at FROM readings WHERE execution_id IN (:ids)")
				.param("ids", ids)
				.query(row -> {
					readings.put(row.getString(1), new Reading(row.getString(2), row.getBoolean(3),
							row.getObject(4, OffsetDateTime.class).toInstant()));
				});
		}
		return readings;
	}

	void note(String executionId, Reading reading) {
		database.sql("""
				INSERT INTO readings (execution_id, run_id, closed, read_at) VALUES (:id, :run, :closed, :at)
				ON CONFLICT (execution_id) DO UPDATE SET closed = excluded.closed, read_at = excluded.read_at
				""")
			.param("id", executionId)
			.param("run", reading.runId())
			.param("closed", reading.closed())
			.param("at", moment(reading.at()))
			.update();
	}

	Optional<Instant> sweptUntil() {
		return database.sql("SELECT swept_until FROM sweeps WHERE name = 'temporal'")
			.query(OffsetDateTime.class)
			.optional()
			.map(OffsetDateTime::toInstant);
	}

	void swept(Instant until) {
		database.sql("""
				INSERT INTO sweeps (name, swept_until) VALUES ('temporal', :until)
				ON CONFLICT (name) DO UPDATE SET swept_until = excluded.swept_until
				""").param("until", moment(until)).update();
	}

	/** Everything is to be read again. */
	void forget() {
		database.sql("DELETE FROM readings").update();
		database.sql("DELETE FROM sweeps").update();
	}

	/** Runs that the ledger has taken for open since before a moment. */
	List<OpenRun> openBefore(Instant moment) {
		return database.sql(
				"SELECT run_id, workflow_id, execution_id FROM runs WHERE status = 'RUNNING' AND execution_started_at < :at")
			.param("at", moment(moment))
			.query((row, number) -> new OpenRun(row.getString(1), row.getString(2), row.getString(3)))
			.list();
	}

	/** Temporal knows a run no more: how it ended will never be known. */
	void vanished(OpenRun run, Instant at) {
		database.sql("""
				UPDATE runs SET status = 'VANISHED', ended_at = :at, settled = true, failure_type = 'VANISHED',
				  failure_message = 'Temporal does not know this run any more: how it ended cannot be known'
				WHERE run_id = :run AND execution_id = :execution AND status = 'RUNNING'
				""").param("at", moment(at)).param("run", run.runId()).param("execution", run.executionId()).update();
	}

}
