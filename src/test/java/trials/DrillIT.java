package trials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.run.Outcome;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import local.AgenteIa;
import local.LocalStack;
import local.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A drill on the database of agente-ia through the front door, from the real server in
 * use to another, that of staging; then one whose worker is killed and whose run is
 * terminated.
 */
class DrillIT {

	private static final Duration SOON = Duration.ofMinutes(5);

	/** A database of this trial alone: others use that of the stack at the same time. */
	private static final String DATABASE = "agente_ia_drill_trial";

	private static final String DRILLED = "SELECT datname FROM pg_database WHERE datname LIKE '" + DATABASE
			+ "\\_drill\\_%' ORDER BY 1";

	@Test
	void aDrillMeasuresAndNothingIsLeftBehindEvenByOneThatIsTerminated() throws IOException {
		PostgresServer staging = LocalStack.shared().ledger();
		try (Operations operations = new Operations("drill", Map.of("AGENTE_IA_DATABASE_NAME", DATABASE,
				"AGENTE_IA_STAGING_DATABASE_PORT", Integer.toString(staging.port())))) {
			PostgresServer server = operations.stack.systemDatabase();
			AgenteIa.createDatabase(server, DATABASE);
			server.execute(DATABASE,
					"INSERT INTO messages (conversation_id, author, body) SELECT 1 + n % 400, 'user', 'Message ' || n"
							+ " FROM generate_series(1, 500000) n");
			operations.result(start(operations, "backup", "Backup", Map.of("system", AgenteIa.SYSTEM)));
			String live = server.rows(DATABASE, "SELECT count(*) FROM messages").getFirst();

			Outcome outcome = operations.result(drill(operations, "drill"));
			assertThat(outcome.summary()).startsWith("APROVADO").contains("RTO", "RPO");
			JsonNode report = report(operations.artifacts());
			assertThat(report.at("/report/figures/1/evidence").asText()).as("the canary came back").contains("canário");
			assertThat(report.at("/report/figures/0/value").asDouble()).isPositive();
			assertThat(report.at("/report/timeline").size()).isPositive();
			assertThat(report.at("/report/tables/0/rows/0/0").asText()).isEqualTo("database / staging");
			assertThat(staging.rows("postgres", DRILLED)).as("nothing is left").isEmpty();
			assertThat(server.rows(DATABASE, "SELECT count(*) FROM messages")).containsExactly(live);

			leaveOneBehind(operations, staging);
		}
	}

	private static void leaveOneBehind(Operations operations, PostgresServer server) {
		WorkflowStub killed = drill(operations, "killed");
		Awaitility.await()
			.pollInterval(Duration.ofMillis(50))
			.atMost(SOON)
			.until(() -> !server.rows("postgres", DRILLED).isEmpty());
		operations.application.kill();
		killed.terminate("as a person may do");
		String left = server.rows("postgres", DRILLED).getFirst();
		String stranger = DATABASE + "_drill_stranger";
		server.createDatabase(stranger);
		operations.application.start();

		assertThat(cleanUp(operations, "early").changes()).as("its time is not over").isEmpty();
		expire(server, left);
		assertThat(cleanUp(operations, "late").summary()).contains(left, "listado: database, database / staging");
		assertThat(server.rows("postgres", DRILLED)).as("what no drill marked stays").containsExactly(stranger);
	}

	/** A day later, so to speak. */
	private static void expire(PostgresServer server, String database) {
		String mark = server
			.rows("postgres",
					"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '" + database + "'")
			.getFirst();
		String over = mark.replaceAll("\"expires\":\"[^\"]*\"", "\"expires\":\"2026-01-01T00:00:00Z\"");
		assertThat(over).isNotEqualTo(mark);
		server.execute("postgres", "COMMENT ON DATABASE \"" + database + "\" IS '" + over + "'");
	}

	private static JsonNode report(Path artifacts) throws IOException {
		try (Stream<Path> files = Files.walk(artifacts)) {
			List<Path> kept = files.filter(file -> file.getFileName().toString().startsWith("drill."))
				.sorted()
				.toList();
			assertThat(kept).extracting(file -> file.getFileName().toString())
				.containsExactly("drill.html", "drill.json", "drill.md");
			assertThat(Files.readString(kept.getFirst())).contains("<svg", "APROVADO");
			return new ObjectMapper().readTree(kept.get(1).toFile());
		}
	}

	private static WorkflowStub drill(Operations operations, String id) {
		return start(operations, id, "DisasterRecoveryDrill", Map.of("system", AgenteIa.SYSTEM));
	}

	private static Outcome cleanUp(Operations operations, String id) {
		return operations
			.result(start(operations, "clean-up-" + id, "DrillCleanUp", Map.of("system", AgenteIa.SYSTEM)));
	}

	private static WorkflowStub start(Operations operations, String id, String procedure, Map<String, Object> request) {
		WorkflowStub run = operations.stack.temporal()
			.client()
			.newUntypedWorkflowStub(procedure,
					WorkflowOptions.newBuilder().setTaskQueue("operations").setWorkflowId(id).build());
		run.start(request);
		return run;
	}

}
