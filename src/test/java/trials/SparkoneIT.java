package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import domain.gate.Answer;
import domain.gate.Decision;
import domain.run.Outcome;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import local.Application;
import local.BareHost;
import local.DockerEngine;
import local.LocalEnvironment;
import local.LocalStack.Part;
import local.LocalStack;
import local.Needs;
import local.Patience;
import local.Sparkone;
import local.SshServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * SparkOne through the front door, by its shipped profile: a real Temporal server, the
 * application as a process, a real SSH server, a real Docker engine with compose.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparkoneIT {

	private static final Duration LIMIT = Patience.LIMIT;

	private static final String NEW_NAME = "vps-2";

	private static final String LEDGER = "ledger_sparkone";

	@TempDir
	static Path folder;

	private static LocalStack stack;

	private static DockerEngine engine;

	private static SshServer host;

	private static BareHost newHost;

	private static Sparkone sparkone;

	private static Application application;

	@BeforeAll
	static void start() {
		Needs.orSkip(DockerEngine.missing());
		stack = LocalStack.shared().start(Part.TEMPORAL, Part.LEDGER, Part.PROMETHEUS);
		stack.ledger().createDatabase(LEDGER);
		engine = new DockerEngine(folder.resolve("docker"));
		engine.start();
		host = new SshServer(folder.resolve("server"), engine.environment());
		host.start();
		newHost = new BareHost(folder.resolve("new"), engine.environment());
		newHost.admit(host);
		newHost.start();
		sparkone = Sparkone.make(folder);
		LocalEnvironment environment = new LocalEnvironment().workerAlone(stack, LEDGER)
			.with("SPARKONE_PROMETHEUS", stack.prometheus().url())
			.with("SPARKONE_READY", "PT8S")
			.with("HOLDFAST_ARTIFACTS", folder.resolve("artifacts").toString());
		sparkone.environment(host).forEach(environment::with);
		sparkone.site(newHost.server(), NEW_NAME).forEach(environment::with);
		application = new Application(folder.resolve("application"), environment.variables());
		application.start();
	}

	@AfterAll
	static void stop() {
		if (application != null) {
			application.stop();
		}
		if (host != null) {
			host.stop();
		}
		if (newHost != null) {
			newHost.stop();
		}
		if (engine != null) {
			engine.stop();
		}
	}

	private static WorkflowStub start(String procedure, String id, Map<String, Object> more) {
		WorkflowStub run = stack.temporal()
			.client()
			.newUntypedWorkflowStub(procedure,
					WorkflowOptions.newBuilder().setTaskQueue("operations").setWorkflowId(id).build());
		Map<String, Object> request = new TreeMap<>(more);
		request.put("system", Sparkone.SYSTEM);
		run.start(request);
		return run;
	}

	private static Outcome run(String procedure, String id, Map<String, Object> more) throws Exception {
		return start(procedure, id, more).getResult(4, TimeUnit.MINUTES, Outcome.class);
	}

	private static long containers() {
		return engine.docker("ps", "--quiet").demand().lines().count();
	}

	@Test
	@Order(1)
	void theSystemIsStartedInTheOrderOfItsDependencies() throws Exception {
		assertThat(run("StartSystem", "plan-start", Map.of("mode", "plan")).changes()).hasSize(4);
		assertThat(containers()).isZero();
		Outcome outcome = run("StartSystem", "start", Map.of());
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(containers()).isEqualTo(4);
		assertThat(sparkone.runningVersion()).isEqualTo(Sparkone.GOOD);
	}

	@Test
	@Order(2)
	void aCommitThatCannotBeBuiltComesBackByItself() {
		ApplicationFailure failure = Operations
			.failure(start("Deploy", "broken", Map.of("version", Sparkone.DOES_NOT_BUILD)));
		assertThat(failure.getType()).isEqualTo("UNDONE");
		assertThat(failure.getOriginalMessage()).contains("cannot compile app").contains(Sparkone.GOOD);
		isAsBefore();
		assertThat(sparkone.backups()).isEqualTo(1);
	}

	@Test
	@Order(3)
	void aCommitThatDoesNotGetHealthyComesBackByItself() {
		ApplicationFailure failure = Operations
			.failure(start("Deploy", "unhealthy", Map.of("version", Sparkone.UNHEALTHY)));
		assertThat(failure.getOriginalMessage()).contains("cannot reach the database").contains(Sparkone.GOOD);
		isAsBefore();
	}

	private static void isAsBefore() {
		assertThat(sparkone.runningVersion()).isEqualTo(Sparkone.GOOD);
		assertThat(sparkone.commit()).isEqualTo(sparkone.commit(Sparkone.GOOD));
		assertThat(containers()).isEqualTo(4);
	}

	@Test
	@Order(4)
	void aVersionIsDeployedThoughTheApplicationIsKilledWhileItIsBuilt() throws Exception {
		Outcome plan = run("Deploy", "planned", Map.of("version", Sparkone.SLOW_TO_BUILD, "mode", "plan"));
		isAsBefore();
		WorkflowStub run = start("Deploy", "killed", Map.of("version", Sparkone.SLOW_TO_BUILD));
		await().atMost(LIMIT).until(SparkoneIT::builds);
		application.kill();
		application.start();
		Outcome outcome = run.getResult(4, TimeUnit.MINUTES, Outcome.class);
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(outcome.changes()).isEqualTo(plan.changes());
		assertThat(sparkone.runningVersion()).isEqualTo(Sparkone.SLOW_TO_BUILD);
	}

	private static boolean builds() {
		return ProcessHandle.allProcesses()
			.map((process) -> process.info().commandLine().orElse(""))
			.anyMatch((line) -> line.contains("docker-compose") && line.endsWith(" build"));
	}

	@Test
	@Order(5)
	void theVersionIsRolledBackToTheOneThatRanBefore() throws Exception {
		Outcome plan = run("Rollback", "planned-rollback", Map.of("mode", "plan"));
		assertThat(sparkone.runningVersion()).isEqualTo(Sparkone.SLOW_TO_BUILD);
		Outcome outcome = run("Rollback", "rollback", Map.of("reason", "errors after the release"));
		assertThat(outcome.changes()).isEqualTo(plan.changes());
		isAsBefore();
	}

	/** "Validação de Backup", and what the host is configured by. */
	@Test
	@Order(6)
	void theSystemIsBackedUpByItsOwnProgramsAndItsConfigurationEncrypted() throws Exception {
		long taken = sparkone.backups();
		Outcome outcome = run("Backup", "backup", Map.of("kind", "weekly"));
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(outcome.changes()).hasSize(2);
		assertThat(sparkone.backups()).isEqualTo(taken + 1);
		assertThat(sparkone.vault()).isDirectoryContaining("glob:**.sparkone_db_*.sql")
			.isDirectoryContaining("glob:**.json");
		assertThat(sparkone.vault().resolve("configuration")).isDirectoryContaining("glob:**.encrypted");
	}

	@Test
	@Order(7)
	void theSystemIsStopped() throws Exception {
		assertThat(run("StopSystem", "stop", Map.of()).result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(containers()).isZero();
	}

	/** "Recuperação de Desastre": the old host is gone with everything on it. */
	@Test
	@Order(8)
	void aLostSystemLivesOnAtANewHost() throws Exception {
		host.stop();
		sparkone.lose();
		newHost.name("somebody-elses");
		ApplicationFailure refused = Operations.failure(recovery("wrong-host", "execute"));
		assertThat(refused.getOriginalMessage()).contains("somebody-elses", NEW_NAME, "outro servidor");
		assertThat(sparkone.directory()).doesNotExist();

		newHost.name(NEW_NAME);
		WorkflowStub run = recovery("disaster", "execute");
		approve(run, "traffic");
		Outcome outcome = run.getResult(4, TimeUnit.MINUTES, Outcome.class);
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(newHost.knows("sparkone")).isTrue();
		assertThat(sparkone.runningVersion()).as("on the port that the restored settings name")
			.isEqualTo(Sparkone.GOOD);
		assertThat(containers()).isEqualTo(4);
		assertThat(sparkone.restored()).contains("dump complete");
		assertThat(report()).contains("não foi reerguido em new VPS", "SparkOne reerguido em new VPS",
				"O caminho de volta");

		Outcome again = recovery("again", "plan").getResult(4, TimeUnit.MINUTES, Outcome.class);
		assertThat(again.changes()).as("what is prepared stays as it is")
			.isNotEmpty()
			.noneMatch(change -> change.before().equals("not so"));
	}

	private static WorkflowStub recovery(String id, String mode) {
		WorkflowStub run = start("DisasterRecovery", id,
				Map.of("scenario", "complete_outage", "requestedBy", "oncall", "reason", "it burns", "mode", mode));
		if (mode.equals("execute")) {
			approve(run, "disaster");
		}
		return run;
	}

	private static void approve(WorkflowStub run, String gate) {
		await().atMost(LIMIT).ignoreExceptions().until(() -> ended(run) || waitsAt(run, gate));
		assertThat(ended(run)).as(() -> Operations.failure(run).getOriginalMessage()).isFalse();
		Answer answer = run.update("approve", Answer.class, new Decision(gate, "tech-lead", "trial"));
		assertThat(answer.accepted()).as(answer.toString()).isTrue();
	}

	private static boolean ended(WorkflowStub run) {
		return run.describe().getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
	}

	private static boolean waitsAt(WorkflowStub run, String gate) {
		return run.query("progress", String.class).contains("\"gate\": \"" + gate + "\"");
	}

	/** Those of all its runs. */
	private static String report() throws IOException {
		StringBuilder all = new StringBuilder();
		try (Stream<Path> files = Files.walk(folder.resolve("artifacts"))) {
			for (Path file : files.filter(file -> file.endsWith("disaster-recovery.md")).toList()) {
				all.append(Files.readString(file));
			}
		}
		return all.toString();
	}

}
