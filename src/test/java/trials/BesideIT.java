package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.run.Outcome;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import local.AgenteIa;
import local.Patience;
import local.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The database of agente-ia restored beside the old one, the application pointed to it
 * and back (runbook D 8.2, step 3.4), through the front door, on real servers.
 */
class BesideIT {

	private static final String DATABASE = "agente_ia_beside";

	private static final String MADE = "SELECT datname FROM pg_database WHERE datname LIKE '" + DATABASE
			+ "\\_restored\\_%'";

	private static final String MESSAGES = "SELECT count(*) FROM messages";

	@Test
	void theApplicationIsPointedToTheRestoredDatabaseAndBackOnRequest() {
		try (Operations operations = new Operations("beside",
				Map.of("AGENTE_IA_DATABASE_NAME", DATABASE, "AGENTE_IA_RESTORE_WAY", "beside"))) {
			PostgresServer server = operations.stack.systemDatabase();
			AgenteIa.createDatabase(server, DATABASE);
			String before = server.rows(DATABASE, MESSAGES).getFirst();
			operations.result(start(operations, "backup", "Backup", Map.of("kind", "daily")));
			server.execute(DATABASE, "DROP TABLE messages");

			WorkflowStub restore = start(operations, "restore", "EmergencyRestore",
					Map.of("requestedBy", "oncall", "reason", "a table was dropped"));
			Awaitility.await()
				.atMost(Patience.LIMIT)
				.ignoreExceptions()
				.until(() -> operations.waitsAt(restore, "restore"));
			operations.approve(restore, "restore");
			Awaitility.await()
				.atMost(Patience.LIMIT)
				.ignoreExceptions()
				.until(() -> operations.waitsAt(restore, "undo"));
			String made = server.rows("postgres", MADE).getFirst();
			assertThat(named(operations)).containsExactly(made);
			assertThat(server.rows(made, MESSAGES)).containsExactly(before);
			assertThat(server.hasDatabase(DATABASE)).as("the old one stays").isTrue();

			operations.approve(restore, "undo");
			Outcome outcome = operations.result(restore);
			assertThat(outcome.summary()).contains("desfeita");
			assertThat(named(operations)).doesNotContain(made);
			assertThat(server.rows("postgres", MADE)).isEmpty();
		}
	}

	/** What the application's pods are told to use. */
	private static List<String> named(Operations operations) {
		return operations.stable()
			.getSpec()
			.getTemplate()
			.getSpec()
			.getContainers()
			.stream()
			.flatMap(container -> container.getEnv().stream())
			.filter(variable -> variable.getName().equals("DATABASE_NAME"))
			.map(EnvVar::getValue)
			.toList();
	}

	private static WorkflowStub start(Operations operations, String id, String procedure, Map<String, String> more) {
		Map<String, String> request = new java.util.TreeMap<>(more);
		request.put("system", AgenteIa.SYSTEM);
		WorkflowStub run = operations.stack.temporal()
			.client()
			.newUntypedWorkflowStub(procedure,
					WorkflowOptions.newBuilder().setTaskQueue("operations").setWorkflowId("beside-" + id).build());
		run.start(request);
		return run;
	}

}
