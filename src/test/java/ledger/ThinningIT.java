package ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import local.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is taken out of a real PostgreSQL, and what stays. */
class ThinningIT {

	private static final Clock NOW = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);

	private static final String OLD = "2026-01-02T12:00:00Z";

	@TempDir
	Path folder;

	@Test
	void onlyOldLooksThatSawNothingNewAreTakenAway() {
		try (EmbeddedLedger stack = new EmbeddedLedger(folder.resolve("data"), 50)) {
			stack.ledger.start();
			await().atMost(Patience.LIMIT).until(stack.ledger::reachable);
			run(stack, "uneventful", "HealthCheck", "COMPLETED", OLD);
			run(stack, "young", "HealthCheck", "COMPLETED", "2026-02-20T12:00:00Z");
			run(stack, "failed", "HealthCheck", "FAILED", OLD);
			run(stack, "told", "HealthCheck", "COMPLETED", OLD);
			stack.database.sql("INSERT INTO messages VALUES ('told', 'changed', 'ops', true, null, now())").update();
			run(stack, "heard", "ScheduleWatch", "COMPLETED", OLD);
			stack.database.sql("INSERT INTO decisions VALUES ('heard', now(), 'hold', '', 'ana', null, true, null)")
				.update();
			run(stack, "change", "Restart", "COMPLETED", OLD);
			run(stack, "changed", "HealthCheck", "COMPLETED", OLD);
			stack.database.sql("INSERT INTO changes VALUES ('changed', '1', 0, false, 'replicas', '1', '2')").update();

			TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(stack.dataSource));
			assertThat(new Thinning(stack.database, transactions, Duration.ZERO, NOW).thin()).isZero();
			Thinning thinning = new Thinning(stack.database, transactions, Duration.ofDays(30), NOW);
			assertThat(thinning.thin()).isEqualTo(1);
			assertThat(stack.rows("SELECT run_id FROM runs ORDER BY run_id")).extracting(row -> row.get("run_id"))
				.containsExactly("change", "changed", "failed", "heard", "told", "young");
			assertThat(stack.rows("SELECT run_id FROM steps WHERE run_id = 'uneventful'")).isEmpty();
			assertThat(stack.count("steps")).isEqualTo(6);
			run(stack, "late", "HealthCheck", "COMPLETED", OLD);
			assertThat(thinning.thin()).as("once an hour").isZero();
		}
	}

	private static void run(EmbeddedLedger stack, String id, String procedure, String status, String ended) {
		stack.database.sql("""
				INSERT INTO runs (run_id, workflow_id, execution_id, execution_started_at, procedure, mode, started_at,
				  ended_at, status, settled)
				VALUES (:id, :id, :id, now(), :procedure, 'execute', now(), CAST(:ended AS timestamptz), :status, true)
				""")
			.param("id", id)
			.param("procedure", procedure)
			.param("ended", ended)
			.param("status", status)
			.update();
		stack.database.sql("""
				INSERT INTO steps (run_id, step_id, name, attempts, scheduled_at, status, settled)
				VALUES (:id, '1', 'AskProbes', 1, now(), 'COMPLETED', true)
				""").param("id", id).update();
	}

}
