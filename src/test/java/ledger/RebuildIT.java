package ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import domain.failure.PermanentFailure;
import domain.run.Mode;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import local.LocalStack;
import local.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger as it is written live, against what a real Temporal server remembers. */
class RebuildIT {

	/**
	 * Columns that must be equal; moments are the worker's clock live, the server's in
	 * the history.
	 */
	private static final List<String> TABLES = List.of(
			"SELECT run_id, workflow_id, execution_id, procedure, system, component, version, requested_by, reason, mode,"
					+ " date_trunc('second', started_at), ended_at IS NULL AS open, status, outcome, summary, failure_type, failure_message"
					+ " FROM runs WHERE procedure = 'Rehearsal' ORDER BY 1",
			"SELECT run_id, step_id, name, summary, attempts, scheduled_at, ended_at IS NULL AS open, status, failure_type,"
					+ " failure_message, result::text, digest FROM steps ORDER BY run_id, scheduled_at",
			"SELECT * FROM decisions ORDER BY 1, 2", "SELECT * FROM measurements ORDER BY 1, 2",
			"SELECT * FROM changes ORDER BY run_id, step_id, position",
			"SELECT backup_id, run_id, store, kind, location,"
					+ " bytes, sha256, recovery_point, table_rows::text, verified, seconds FROM backups ORDER BY 1",
			"SELECT run_id, message_key, channel, sent, refusal FROM messages ORDER BY 1, 2, 3");

	@TempDir
	Path folder;

	private final String queueName = "rehearsal-" + UUID.randomUUID();

	private EmbeddedLedger stack;

	private WorkflowClient client;

	private WorkerFactory workers;

	private Reconciler reconciler;

	@BeforeEach
	void start() {
		stack = new EmbeddedLedger(folder.resolve("data"), 10_000);
		client = WorkflowClient.newInstance(LocalStack.shared().start(LocalStack.Part.TEMPORAL).temporal().stubs(),
				WorkflowClientOptions.newBuilder().setNamespace("default").build());
		startWorkers();
		reconciler = newReconciler();
	}

	@AfterEach
	void stop() {
		workers.shutdownNow();
		stack.close();
	}

	@Test
	void aLedgerThatWasLostIsRebuiltAsItWas() {
		stack.ledger.start();
		WorkflowStub well = start("well", Mode.EXECUTE);
		WorkflowStub badly = start("badly", Mode.EXECUTE);
		WorkflowStub plan = start("well", Mode.PLAN);
		well.getResult(Object.class);
		plan.getResult(Object.class);
		assertThatThrownBy(() -> badly.getResult(Object.class)).isInstanceOf(WorkflowFailedException.class);
		awaitFiled();
		List<List<Map<String, Object>>> live = snapshot();
		assertThat(stack.rows("SELECT * FROM attempts WHERE failure_type = 'TRANSIENT'")).hasSize(6);
		assertThat(live.getFirst()).extracting(run -> run.get("status"))
			.containsExactlyInAnyOrder("COMPLETED", "COMPLETED", "FAILED");

		stack.dropEverything();
		List.of(well, badly, plan).forEach(this::awaitListed);
		reconciler.rebuildAll();

		List<List<Map<String, Object>>> rebuilt = snapshot();
		for (int table = 0; table < TABLES.size(); table++) {
			assertThat(rebuilt.get(table)).as(TABLES.get(table))
				.isNotEmpty()
				.filteredOn(row -> ours(row, List.of(well, badly, plan)))
				.containsExactlyElementsOf(live.get(table));
		}
	}

	@Test
	void aLedgerThatWasDownDuringARunHasTheWholeStoryAfterwards() {
		stack.ledger.start();
		WorkflowStub late = start("late", Mode.EXECUTE);
		await().until(() -> stack.queue.size() == 0 && stack.ledger.reachable() && stack.count("runs") == 1);
		stack.stopServer();
		late.signal("goOn");
		late.getResult(Object.class);
		stack.startServer();
		awaitFiled();
		List<List<Map<String, Object>>> live = snapshot();
		assertThat(stack.count("attempts")).isEqualTo(9);

		stack.dropEverything();
		awaitListed(late);
		assertThat(reconciler.rebuild(late.getExecution().getWorkflowId(), null)).isTrue();
		assertThat(snapshot()).isEqualTo(live);
	}

	@Test
	void aRunThatNobodyFiledIsFoundBySweepingAndStandsOverLateEntries() {
		WorkflowStub late = start("late", Mode.EXECUTE);
		await().until(() -> stack.queue.size() >= 4);
		stack.schema.prepare();
		awaitListed(late);
		reconciler.sweep();
		assertThat(status(late)).isEqualTo("RUNNING");
		assertThat(stack.rows("SELECT * FROM changes WHERE run_id = '" + late.getExecution().getRunId() + "'"))
			.hasSize(2);

		late.signal("goOn");
		late.getResult(Object.class);
		await().atMost(Patience.LIMIT).untilAsserted(() -> {
			reconciler.sweep();
			assertThat(status(late)).isEqualTo("COMPLETED");
		});
		Map<String, Object> settled = run(late);
		stack.ledger.start();
		awaitFiled();
		assertThat(run(late)).isEqualTo(settled);
		assertThat(reconciler.sweep()).as("nothing is read twice").isZero();
	}

	@Test
	void aTerminatedRunAndOneThatTemporalForgotDoNotStayOpen() {
		WorkflowStub late = start("late", Mode.EXECUTE);
		await().until(() -> stack.queue.size() >= 4);
		stack.ledger.start();
		awaitFiled();
		assertThat(status(late)).isEqualTo("RUNNING");
		stack.database.sql("""
				INSERT INTO runs (run_id, workflow_id, execution_id, execution_started_at, procedure, mode, started_at,
				  status, settled)
				SELECT 'gone', 'gone', '2b1f7f0a-0000-4000-8000-000000000000', now() - interval '1 day', 'Rehearsal',
				  'execute', now() - interval '1 day', 'RUNNING', false
				""").update();
		late.terminate("enough");
		await().atMost(Patience.LIMIT).untilAsserted(() -> {
			reconciler.sweep();
			assertThat(run(late)).containsEntry("status", "TERMINATED").containsEntry("failure_message", "enough");
		});
		assertThat(stack.rows("SELECT status FROM runs WHERE run_id = 'gone'").getFirst()).containsEntry("status",
				"VANISHED");
	}

	@Test
	void oneRunIsRebuiltOnItsOwn() {
		stack.schema.prepare();
		WorkflowStub well = start("well", Mode.EXECUTE);
		well.getResult(Object.class);
		assertThat(reconciler.rebuild(well.getExecution().getWorkflowId(), null)).isTrue();
		assertThat(status(well)).isEqualTo("COMPLETED");
		assertThat(reconciler.rebuild("no-such-run", null)).isFalse();
	}

	private void awaitFiled() {
		await().atMost(Patience.LIMIT).until(() -> stack.ledger.reachable() && stack.ledger.queued() == 0);
	}

	private void awaitListed(WorkflowStub run) {
		String query = "RunId = '" + run.getExecution().getRunId() + "'";
		await().atMost(Patience.LIMIT).until(() -> client.countWorkflows(query).getCount() == 1);
	}

	private String status(WorkflowStub run) {
		return (String) run(run).get("status");
	}

	private Map<String, Object> run(WorkflowStub run) {
		return stack.rows("SELECT * FROM runs WHERE run_id = '" + run.getExecution().getRunId() + "'").getFirst();
	}

	private static boolean ours(Map<String, Object> row, List<WorkflowStub> runs) {
		return runs.stream().anyMatch(run -> run.getExecution().getRunId().equals(row.get("run_id")));
	}

	private List<List<Map<String, Object>>> snapshot() {
		List<List<Map<String, Object>>> tables = new ArrayList<>();
		TABLES.forEach(table -> tables.add(stack.rows(table)));
		return tables;
	}

	private WorkflowStub start(String ending, Mode mode) {
		WorkflowStub run = client.newUntypedWorkflowStub("Rehearsal",
				WorkflowOptions.newBuilder().setTaskQueue(queueName).setWorkflowId(ending + UUID.randomUUID()).build());
		run.start(new RehearsalWorkflow.Request("agente-ia", "agente-api", "v1.3.0", "ana", "to see", mode, ending));
		return run;
	}

	private Reconciler newReconciler() {
		StepTypes types = ReconciliationConfiguration.stepTypes(Stream.of(RehearsalSteps.Fixed.class));
		return new Reconciler(new TemporalExecutions(client),
				new HistoryReader(DefaultDataConverter.newDefaultInstance(), types), stack.writer,
				new Readings(stack.database), stack.queue, Duration.ofMinutes(10), Clock.systemUTC());
	}

	private void startWorkers() {
		WorkerInterceptor recording = new EvidenceInterceptor(stack.queue, DefaultDataConverter::newDefaultInstance);
		workers = WorkerFactory.newInstance(client,
				WorkerFactoryOptions.newBuilder().setWorkerInterceptors(recording, new Mapping()).build());
		Worker worker = workers.newWorker(queueName);
		worker.registerWorkflowImplementationTypes(RehearsalWorkflowImpl.class);
		worker.registerActivitiesImplementations(new RehearsalSteps.Fixed());
		workers.start();
	}

	/** What the application does around all: permanent failures are not retried. */
	private static class Mapping extends WorkerInterceptorBase {

		@Override
		public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
			return new ActivityInboundCallsInterceptorBase(next) {
				@Override
				public ActivityOutput execute(ActivityInput input) {
					try {
						return super.execute(input);
					}
					catch (PermanentFailure failure) {
						throw ApplicationFailure.newNonRetryableFailure(failure.getMessage(), failure.kind().name());
					}
				}
			};
		}

	}

}
