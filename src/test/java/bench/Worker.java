package bench;

import app.HoldfastApplication;
import bench.procedures.Bare;
import bench.procedures.BareImpl;
import bench.procedures.Ours;
import bench.procedures.TouchesImpl;
import domain.gate.Decision;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import local.LocalStack;
import local.LocalStack.Part;
import local.PostgresServer;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Holdfast's worker as it is wired in production (ledger, interceptors, heartbeats), and
 * beside it one of the bare SDK, in this JVM and on the same server.
 */
final class Worker implements AutoCloseable {

	static final int SYSTEMS = 20;

	private final LocalStack stack = LocalStack.shared().start(Part.TEMPORAL, Part.LEDGER);

	private final WorkflowClient client = stack.temporal().client();

	private final String ledger = "bench_" + UUID.randomUUID().toString().replace("-", "");

	private ConfigurableApplicationContext ours;

	private WorkerFactory bare;

	Worker startOurs(String... more) {
		stack.ledger().createDatabase(ledger);
		List<String> arguments = new ArrayList<>(
				List.of("--spring.temporal.connection.target=" + stack.temporal().address(),
						"--spring.datasource.url=" + stack.ledger().jdbcUrl(ledger),
						"--spring.datasource.username=" + PostgresServer.USER,
						"--spring.datasource.password=" + PostgresServer.PASSWORD,
						"--spring.temporal.workers-auto-discovery.workflow-packages=workflows,bench.procedures",
						"--server.port=0", "--server.address=127.0.0.1", "--logging.level.root=warn"));
		arguments.addAll(List.of(more));
		// Given twice, Spring would join both by a comma.
		if (arguments.stream().noneMatch(argument -> argument.startsWith("--holdfast.systems="))) {
			arguments.add("--holdfast.systems=" + profiles());
		}
		ours = new SpringApplicationBuilder(HoldfastApplication.class, TouchesImpl.class)
			.run(arguments.toArray(String[]::new));
		return this;
	}

	Worker startBare(int cached) {
		bare = WorkerFactory.newInstance(client,
				WorkerFactoryOptions.newBuilder()
					.setWorkflowCacheSize(cached)
					.setMaxWorkflowThreadCount(cached * 2)
					.setUsingVirtualWorkflowThreads(true)
					.build());
		io.temporal.worker.Worker worker = bare.newWorker("bare");
		worker.registerWorkflowImplementationTypes(BareImpl.class);
		worker.registerActivitiesImplementations(new TouchesImpl());
		bare.start();
		return this;
	}

	private static Path profiles() {
		try {
			Path folder = Files.createTempDirectory("holdfast-bench");
			for (int number = 0; number < SYSTEMS; number++) {
				Files.writeString(folder.resolve(system(number) + ".yaml"), """
						name: %1$s
						title: Bench
						language: en
						timeZone: UTC
						targets: [{name: here, kind: kubernetes, namespace: %1$s}]
						components: [{name: web, kind: deployment, target: here}]
						""".formatted(system(number)));
			}
			return folder;
		}
		catch (IOException unwritable) {
			throw new UncheckedIOException(unwritable);
		}
	}

	static String system(int number) {
		return "bench-" + number % SYSTEMS;
	}

	/**
	 * Starts a run of ours; its component is its own, so that no run waits for another's
	 * lock.
	 */
	WorkflowStub ours(int number, String key, int gates, int steps) {
		return start("BenchOurs", "operations", new Ours.Work(system(number), key, key, gates, steps));
	}

	WorkflowStub bare(int number, String key, int gates, int steps) {
		return start("BenchBare", "bare", new Ours.Work(system(number), key, key, gates, steps));
	}

	private WorkflowStub start(String type, String queue, Ours.Work work) {
		WorkflowStub run = client.newUntypedWorkflowStub(type,
				WorkflowOptions.newBuilder().setTaskQueue(queue).setWorkflowId(type + "/" + work.key()).build());
		run.start(work);
		return run;
	}

	void approve(WorkflowStub run) {
		if (run.getExecution().getWorkflowId().startsWith("BenchOurs")) {
			run.signal("approve", new Decision(null, "anyone", "bench"));
		}
		else {
			client.newWorkflowStub(Bare.class, run.getExecution().getWorkflowId()).approve();
		}
	}

	/** How many runs of a type wait, by the server's own count. */
	long waiting(String type, String more) {
		return stack.temporal()
			.stubs()
			.blockingStub()
			.countWorkflowExecutions(CountWorkflowExecutionsRequest.newBuilder()
				.setNamespace("default")
				.setQuery("WorkflowType = '" + type + "' AND ExecutionStatus = 'Running'" + more)
				.build())
			.getCount();
	}

	/** Waits until nothing moves any more: the last tasks, messages and rows. */
	void settle() {
		Instant calm = Instant.now().plusSeconds(10);
		Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> Instant.now().isAfter(calm));
	}

	void stopOurs() {
		ours.close();
		ours = null;
	}

	void stopBare() {
		bare.shutdownNow();
		bare = null;
	}

	@Override
	public void close() {
		if (ours != null) {
			stopOurs();
		}
		if (bare != null) {
			stopBare();
		}
	}

}
