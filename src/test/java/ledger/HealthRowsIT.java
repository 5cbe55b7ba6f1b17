package ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import domain.probe.Health;
import domain.probe.HealthRecord;
import domain.probe.HealthReport;
import domain.probe.ProbeAnswer;
import domain.probe.Remembered;
import domain.profile.HealthCheckProfile;
import domain.run.Mode;
import domain.run.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import local.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is remembered between checks, in a real PostgreSQL that goes away and comes back.
 */
class HealthRowsIT {

	private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456789Z");

	@TempDir
	Path folder;

	private EmbeddedLedger stack;

	private HealthBook book;

	@BeforeEach
	void startServer() {
		stack = new EmbeddedLedger(folder.resolve("data"), 50);
		stack.ledger.start();
		await().until(stack.ledger::reachable);
		book = new HealthRows(stack.ledger, stack.database,
				new TransactionTemplate(new JdbcTransactionManager(stack.dataSource)));
	}

	@AfterEach
	void stopServer() {
		stack.close();
	}

	private Remembered remember(int run, ProbeAnswer... answers) {
		Run asking = new Run("check", "run-" + run, "HealthCheck", "shop", null, Mode.EXECUTE, "en");
		return book.remember(new HealthRecord(asking, new HealthCheckProfile(2, 2),
				new HealthReport(NOON.plusSeconds(run), Arrays.asList(answers))));
	}

	private static ProbeAnswer answer(String probe, Health health) {
		return new ProbeAnswer(probe, health, 3.0, "≤ 2", "s", "slow");
	}

	@Test
	void aChangeIsSaidOnceByTheRunThatBroughtItAndAgainWhenThatStepIsRepeated() {
		assertThat(remember(1, answer("api", Health.FAILED), answer("web", Health.HEALTHY)).changes()).isEmpty();
		Remembered second = remember(2, answer("api", Health.FAILED), answer("web", Health.HEALTHY));
		assertThat(second.changes()).containsExactly(new Remembered.Change("api", Health.HEALTHY, Health.FAILED, null));
		assertThat(remember(2, answer("api", Health.FAILED), answer("web", Health.HEALTHY))).isEqualTo(second);
		assertThat(remember(3, answer("api", Health.FAILED)).changes()).isEmpty();
		assertThat(remember(4, answer("api", Health.HEALTHY)).changes()).isEmpty();
		assertThat(remember(5, answer("api", Health.HEALTHY)).changes()).singleElement()
			.matches(change -> change.to() == Health.HEALTHY && change.since() != null);
		assertThat(stack.count("health")).isEqualTo(2);
	}

	@Test
	void aRepeatedStepCountsOnce() {
		remember(1, answer("api", Health.FAILED));
		assertThat(remember(1, answer("api", Health.FAILED)).changes()).isEmpty();
		assertThat(stack.rows("SELECT streak, state FROM health")).singleElement()
			.matches(row -> row.get("streak").equals(1) && row.get("state").equals("HEALTHY"));
	}

	@Test
	void aLedgerThatIsAwayIsSaidAndWhatWasKnownIsStillKnownAfterwards() {
		remember(1, answer("api", Health.FAILED));
		stack.stopServer();
		Remembered away = remember(2, answer("api", Health.FAILED));
		assertThat(away.kept()).isFalse();
		assertThat(away.changes()).isEmpty();
		assertThat(away.problem()).isNotBlank();
		stack.startServer();
		await().atMost(Patience.LIMIT)
			.untilAsserted(() -> assertThat(remember(3, answer("api", Health.FAILED)).changes()).hasSize(1));
	}

}
