package ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import domain.gate.DecisionRecord;
import domain.run.Mode;
import domain.run.Run;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import local.Patience;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;

/** The ledger's part of the application, started while its database is down. */
class LedgerStartIT {

	private static final Run RUN = new Run("canary", "run-1", "CanaryDeploy", "agente-ia", "agente-api", Mode.EXECUTE,
			"en");

	@Test
	void theApplicationStartsWithoutTheDatabaseAndFilesWhenItIsThere() throws IOException {
		int port = freePort();
		runner(port).run(context -> {
			assertThat(context).hasNotFailed()
				.hasSingleBean(WorkerInterceptor.class)
				.hasSingleBean(LedgerEndpoint.class);
			Ledger ledger = context.getBean(Ledger.class);
			Evidence evidence = context.getBean(Evidence.class);
			assertThat(ledger.reachable()).isFalse();
			Instant before = Instant.now();
			evidence.decided(RUN, new DecisionRecord("approve", null, "ana", "fine", Instant.now(), true, null));
			assertThat(evidence.messageSent(RUN, "started", "slack")).isFalse();
			assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(1));
			assertThat(context.getBean(LedgerEndpoint.class).state()).containsEntry("reachable", false);

			try (EmbeddedPostgres server = EmbeddedPostgres.builder().setPort(port).start()) {
				assertThat(server.getPort()).isEqualTo(port);
				await().atMost(Patience.LIMIT).until(() -> ledger.reachable() && ledger.queued() == 0);
				assertThat(context.getBean(LedgerEndpoint.class).state()).containsEntry("problem", "none");
			}
		});
	}

	private static ApplicationContextRunner runner(int port) {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
							JdbcClientAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
							TransactionAutoConfiguration.class, FlywayAutoConfiguration.class))
			.withUserConfiguration(LedgerConfiguration.class, ReconciliationConfiguration.class)
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/postgres",
					"spring.datasource.username=postgres", "holdfast.ledger.sweep-every=0s");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
