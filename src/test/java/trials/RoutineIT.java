package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.maintenance.Figure;
import domain.maintenance.RoutineOutcome;
import domain.maintenance.TaskResult.Status;
import domain.maintenance.TaskResult;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import local.AgenteIa;
import local.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The weekly maintenance of agente-ia through the front door, on real servers. */
class RoutineIT {

	private static final String DATABASE = "agente_ia_routine";

	private static final String OLD = "SELECT count(*) FROM conversations WHERE created_at < now() - interval '90 days'";

	private static final String VACUUMED = "SELECT relname FROM pg_stat_user_tables"
			+ " WHERE last_vacuum IS NOT NULL AND last_analyze IS NOT NULL ORDER BY relname";

	/** What the simulated pods have no programs and files for. */
	private static final List<String> NOT_HERE = List.of("outdated", "security-log", "restore-test");

	/** A program in a simulated pod runs on this machine. */
	@TempDir
	static Path logs;

	@Test
	void aWeekOfAgenteIaIsDoneWithItsEvidence() throws IOException, TimeoutException {
		Path old = log("old.log", 31);
		Path young = log("young.log", 29);
		try (Operations operations = new Operations("routine", Map.of("AGENTE_IA_DATABASE_NAME", DATABASE,
				"AGENTE_IA_LEFTOVERS", "PT0S", "AGENTE_IA_LOGS", logs.toString()))) {
			PostgresServer server = operations.stack.systemDatabase();
			AgenteIa.createDatabase(server, DATABASE);
			server.execute(DATABASE, "CREATE EXTENSION pg_stat_statements");
			Stream.of("90 days 10 minutes", "89 days 23 hours 50 minutes")
				.forEach(age -> server.execute(DATABASE,
						("INSERT INTO conversations (lead_id, channel, created_at)"
								+ " SELECT lead_id, channel, now() - interval '%s' FROM conversations LIMIT 1")
							.formatted(age)));
			endedPod(operations, "batch-1");
			endedPod(operations, "batch-2");
			assertThat(server.rows(DATABASE, OLD)).containsExactly("13");

			RoutineOutcome outcome = run(operations, "WeeklyMaintenance", Map.of("without", NOT_HERE));

			assertThat(outcome.tasks()).as("%s", outcome.summary())
				.filteredOn(task -> !NOT_HERE.contains(task.name()))
				.extracting(TaskResult::status)
				.allMatch(status -> status == Status.DONE || status == Status.FINDINGS);
			assertThat(task(outcome, "backup").status()).isEqualTo(Status.DONE);
			assertThat(files(operations.backups())).anyMatch(file -> file.startsWith("database_weekly"));
			assertThat(task(outcome, "succeeded-pods").evidence().words()).startsWith("2 encontrados, restam 0");
			assertThat(operations.stack.kubernetes().client().pods().inNamespace("routine").list().getItems())
				.extracting(pod -> pod.getMetadata().getName())
				.isNotEmpty()
				.noneMatch(name -> name.startsWith("batch-"));
			assertThat(task(outcome, "log-files").evidence().words()).endsWith("restam 0");
			assertThat(old).doesNotExist();
			assertThat(young).exists();
			assertThat(server.rows(DATABASE, OLD)).containsExactly("0");
			assertThat(server.rows(DATABASE, "SELECT count(*) FROM conversations")).containsExactly("389");
			assertThat(server.rows(DATABASE, VACUUMED)).containsExactly("conversations", "messages");
			assertThat(task(outcome, "service-levels").evidence().figures()).anyMatch(figure -> figure.value() != null);
			Path reports = operations.stack.directory().resolve("routine/artifacts");
			assertThat(files(reports)).contains("WeeklyMaintenance.html", "WeeklyMaintenance.md",
					"WeeklyMaintenance.json");
			assertThat(task(outcome, "slow-queries").status()).isEqualTo(Status.DONE);
			scans(operations);
		}
	}

	private static Path log(String name, int days) throws IOException {
		return Files.setLastModifiedTime(Files.createFile(logs.resolve(name)),
				FileTime.from(Instant.now().minus(Duration.ofDays(days))));
	}

	/** The Job's program is a stand-in that prints what trivy would. */
	private static void scans(Operations operations) throws TimeoutException {
		TaskResult scan = task(
				run(operations, "MonthlyMaintenance", Map.of("tasks", List.of("security-scan", "missing-indexes"))),
				"security-scan");
		assertThat(scan.status()).isEqualTo(Status.FINDINGS);
		assertThat(scan.evidence().figures()).extracting(Figure::inWords)
			.containsExactly("critical: 1 (≤ 0)", "high: 0", "unknown: 1");
		assertThat(operations.stack.kubernetes().client().batch().v1().jobs().inNamespace("routine").list().getItems())
			.noneMatch(job -> job.getMetadata().getDeletionTimestamp() == null);
	}

	private static RoutineOutcome run(Operations operations, String procedure, Map<String, Object> more)
			throws TimeoutException {
		Map<String, Object> request = new TreeMap<>(more);
		request.put("system", AgenteIa.SYSTEM);
		WorkflowStub run = operations.stack.temporal()
			.client()
			.newUntypedWorkflowStub(procedure,
					WorkflowOptions.newBuilder()
						.setTaskQueue("operations")
						.setWorkflowId(procedure + "-routine")
						.build());
		run.start(request);
		return run.getResult(5, TimeUnit.MINUTES, RoutineOutcome.class);
	}

	private static TaskResult task(RoutineOutcome outcome, String name) {
		return outcome.tasks().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
	}

	private static List<String> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.map(file -> file.getFileName().toString()).toList();
		}
	}

	/** On no node, so that nobody but the trial says how it ended. */
	private static void endedPod(Operations operations, String name) {
		var pods = operations.stack.kubernetes().client().pods().inNamespace("routine");
		Pod pod = pods
			.resource(new PodBuilder().withNewMetadata()
				.withName(name)
				.endMetadata()
				.withNewSpec()
				.withSchedulerName("nobody")
				.addNewContainer()
				.withName("batch")
				.withImage("registry.example.com/batch:v1")
				.endContainer()
				.endSpec()
				.build())
			.create();
		pods.resource(pod)
			.editStatus(made -> new PodBuilder(made).editOrNewStatus()
				.withPhase("Succeeded")
				.withContainerStatuses(new ContainerStatusBuilder().withName("batch")
					.withImage("registry.example.com/batch:v1")
					.withImageID("")
					.withReady(false)
					.withRestartCount(0)
					.withNewState()
					.withNewTerminated()
					.withExitCode(0)
					.withFinishedAt("2026-01-01T00:00:00Z")
					.endTerminated()
					.endState()
					.build())
				.endStatus()
				.build());
	}

}
