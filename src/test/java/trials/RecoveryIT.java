package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.run.Outcome;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import local.AgenteIa;
import local.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The database of agente-ia backed up, damaged, restored and taken back through the front
 * door, on real servers, with the worker killed in the middle.
 */
class RecoveryIT {

	private static final String MESSAGES = "SELECT count(*) FROM messages";

	private static final Duration SOON = Duration.ofMinutes(5);

	/** As long as a slow machine takes to start the application after every death. */
	private static final Duration DEADLY = Duration.ofMinutes(15);

	/**
	 * The kinds of step of a restore and of its way back that choose, change or prove
	 * something; messages are none.
	 */
	private static final List<String> STEPS = List.of("ChooseBackup", "InspectPlace", "StopWorkload", "RestoreBackup",
			"CheckRestored", "NoteRestored", "ActivatePlace", "StartWorkload", "RunSmokeTest", "FileReport",
			"PutBackPlace", "DropPlace");

	/** A database of this trial alone: others use that of the stack at the same time. */
	private static final String DATABASE = "agente_ia_recovery";

	/**
	 * The worker dies with SIGKILL after each kind of step, when its effect is there and
	 * nobody knows: every effect is there once all the same.
	 */
	@Test
	void aDroppedTableComesBackFromTheNewestGoodBackupAndGoesAgainThoughTheWorkerDiesAfterEachStep()
			throws IOException {
		Path deaths = Files.createTempDirectory("deaths");
		Map<String, String> variables = new TreeMap<>(DiesAfterSteps.after("EmergencyRestore", STEPS, deaths));
		variables.put("AGENTE_IA_DATABASE_NAME", DATABASE);
		try (Operations operations = new Operations("recovery", variables);
				Reviver reviver = new Reviver(operations.application)) {
			PostgresServer server = operations.stack.systemDatabase();
			AgenteIa.createDatabase(server, DATABASE);
			backUp(operations, "first");
			String before = server.rows(DATABASE, MESSAGES).getFirst();
			backUp(operations, "second");
			damageNewest(operations.backups());
			server.execute(DATABASE, "DROP TABLE messages");
			long writes = operations.stable().getMetadata().getGeneration();

			WorkflowStub restore = start(operations, "restore", "EmergencyRestore",
					Map.of("system", AgenteIa.SYSTEM, "requestedBy", "oncall", "reason", "a table was dropped"));
			Awaitility.await().atMost(DEADLY).ignoreExceptions().until(() -> operations.waitsAt(restore, "restore"));
			assertThat(operations.progress(restore)).contains("DESTRUTIVO", "Recusados", "SHA-256");
			assertThat(server.rows(DATABASE, "SELECT count(*) FROM leads")).as("nothing is done yet").hasSize(1);
			operations.approve(restore, "restore");

			Awaitility.await().atMost(DEADLY).ignoreExceptions().until(() -> operations.waitsAt(restore, "undo"));
			assertThat(server.rows(DATABASE, MESSAGES)).containsExactly(before);
			assertThat(server.rows("postgres", restored())).as("what was there is kept").hasSize(1);
			assertThat(operations.stable().getMetadata().getGeneration()).as("stopped once, started once")
				.isEqualTo(writes + 2);

			operations.approve(restore, "undo");
			Outcome outcome = operations.result(restore);
			assertThat(outcome.summary()).contains("desfeita");
			assertThat(server.rows(DATABASE, "SELECT count(*) FROM pg_class WHERE relname = 'messages'"))
				.containsExactly("0");
			assertThat(server.rows("postgres", restored())).as("nothing is left over").isEmpty();
			assertThat(operations.stable().getMetadata().getGeneration()).as("and once more for the way back")
				.isEqualTo(writes + 4);
			assertThat(operations.stable().getSpec().getReplicas()).isEqualTo(12);
			assertThat(operations.slack.messages()).as("one report, to one channel")
				.filteredOn(message -> message.contains("restore.html"))
				.hasSize(1);
			try (Stream<Path> died = Files.list(deaths)) {
				assertThat(died.map(each -> each.getFileName().toString())).containsExactlyInAnyOrderElementsOf(STEPS);
			}
			assertThat(reviver.deaths()).isEqualTo(STEPS.size());
		}
	}

	@Test
	void corruptDataGoesBackToTheLastBackupThatAnswersTheProfilesQuestions() {
		String database = DATABASE + "_corrupt";
		try (Operations operations = new Operations("corruption", Map.of("AGENTE_IA_DATABASE_NAME", database))) {
			PostgresServer server = operations.stack.systemDatabase();
			AgenteIa.createDatabase(server, database);
			backUp(operations, "good");
			String before = server.rows(database, MESSAGES).getFirst();
			server.execute(database, "DELETE FROM messages");
			server.execute(database, "DELETE FROM conversations");
			backUp(operations, "bad");
			backUp(operations, "worse");

			WorkflowStub recovery = start(operations, "corruption", "DisasterRecovery",
					Map.of("system", AgenteIa.SYSTEM, "scenario", "data_corruption", "requestedBy", "oncall", "reason",
							"conversations are gone"));
			operations.approve(recovery, "stop");
			operations.approve(recovery, "restore");
			Awaitility.await().atMost(SOON).ignoreExceptions().until(() -> operations.waitsAt(recovery, "undo"));
			assertThat(server.rows(database, MESSAGES)).containsExactly(before);
			operations.say(recovery, "reject", "undo");
			assertThat(operations.result(recovery).summary()).contains("database_good");
			assertThat(server.rows("postgres",
					"SELECT datname FROM pg_database WHERE datname LIKE '" + database + "\\_%'"))
				.as("nothing is left over")
				.isEmpty();
		}
	}

	private static String restored() {
		return "SELECT datname FROM pg_database WHERE datname LIKE '" + DATABASE + "\\_restored\\_%' OR datname LIKE '"
				+ DATABASE + "\\_before\\_%'";
	}

	private static void backUp(Operations operations, String kind) {
		Outcome outcome = operations
			.result(start(operations, "backup-" + kind, "Backup", Map.of("system", AgenteIa.SYSTEM, "kind", kind)));
		assertThat(outcome.summary()).contains("database_" + kind);
	}

	private static WorkflowStub start(Operations operations, String id, String procedure, Map<String, Object> request) {
		WorkflowStub run = operations.stack.temporal()
			.client()
			.newUntypedWorkflowStub(procedure,
					WorkflowOptions.newBuilder().setTaskQueue("operations").setWorkflowId(id).build());
		run.start(request);
		return run;
	}

	private static void damageNewest(Path folder) throws IOException {
		List<Path> dumps;
		try (Stream<Path> files = Files.list(folder)) {
			dumps = files.filter(file -> file.getFileName().toString().matches("database_second_.*\\.dump")).toList();
		}
		byte[] content = Files.readAllBytes(dumps.getFirst());
		content[content.length / 2] ^= 1;
		Files.write(dumps.getFirst(), content);
	}

}
