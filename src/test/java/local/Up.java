package local;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import local.LocalStack.Part;

/**
 * {@code ./holdfast up}: the local stack, agente-ia v1.2.0 on it, the application as a
 * process of its own, and one canary deploy that waits for its operator. Ctrl-C ends
 * everything.
 */
public final class Up {

	private static final String NAMESPACE = "agente-ia";

	private static final int REPLICAS = 12;

	private static final String LEDGER = "holdfast";

	private static final String TASK_QUEUE = "operations";

	private static final List<Integer> WEIGHTS = List.of(5, 25, 50, 100);

	private final long begin = System.nanoTime();

	private final Path folder;

	private final LocalStack stack;

	private Up(Path folder) {
		this.folder = folder.toAbsolutePath();
		this.stack = new LocalStack(folder);
	}

	public static void main(String[] arguments) throws InterruptedException {
		try {
			new Up(Path.of(".holdfast")).run();
		}
		catch (RuntimeException failure) {
			// The servers' threads would keep a half-started stack alive.
			failure.printStackTrace();
			System.exit(1);
		}
	}

	private void run() throws InterruptedException {
		say("Starting Temporal, Kubernetes, PostgreSQL (two), Prometheus, Alertmanager; their logs are in "
				+ this.folder);
		this.stack.start(Part.values());
		say("All servers answer. Putting agente-ia on the cluster: agente-api v1.2.0, %d pods.".formatted(REPLICAS));
		this.stack.ledger().createDatabase(LEDGER);
		AgenteIa.createDatabase(this.stack.systemDatabase());
		AgenteIa.gatherStatistics(this.stack.systemDatabase());
		Rotations rotations = new Rotations(this.stack, this.folder);
		rotations.prepareLogin(NAMESPACE, AgenteIa.DATABASE);
		this.stack.prometheus().scrape("local-load", rotations.counts().address());
		// Beside the rest: nothing else waits for it.
		CompletableFuture<Optional<String>> certificates = CompletableFuture.supplyAsync(rotations::startCertificates);
		AgenteIa.deploy(this.stack.kubernetes(), NAMESPACE, REPLICAS);
		say("Putting the other four systems beside it: flow-c and neural-hive-mind on the cluster, big-brother-cnn on a systemd host, sparkone on a compose host.");
		Neighbours neighbours = Neighbours.start(this.stack, this.folder);
		neighbours.missing().forEach((reason) -> say("Left out, " + reason));
		TrafficModel traffic = new TrafficModel(this.stack.kubernetes(), AgenteIa.SYSTEM, NAMESPACE,
				AgenteIa.COMPONENT);
		this.stack.prometheus().scrape("agente-ia", traffic.address());
		Application application = application(traffic, neighbours, rotations);
		say("Starting the application.");
		application.start();
		this.stack.prometheus()
			.scrape("holdfast", application.url().substring("http://".length()), "/actuator/prometheus");
		certificates.join().ifPresent((reason) -> say("Left out, " + reason));
		printLinks(application, startCanary());
		watch(application);
	}

	private Application application(TrafficModel traffic, Neighbours neighbours, Rotations rotations) {
		SlackStandIn slack = new SlackStandIn(this.folder.resolve("messages.log"));
		LocalEnvironment environment = new LocalEnvironment().worker(this.stack, LEDGER)
			.agenteIa(this.stack, NAMESPACE, traffic.url(), this.folder.resolve("backups"))
			.slack(slack.url())
			.with("FLOW_C_SLACK_OPS", slack.url())
			.with("HOLDFAST_ARTIFACTS", this.folder.resolve("artifacts").toString())
			// A program in a simulated pod runs on this machine: what routines tidy up
			// there is a folder of the stack's own, and nothing asks a package index.
			.with("AGENTE_IA_LOGS", Directories.create(this.folder.resolve("pod-logs")).toString())
			.with("NEURAL_HIVE_MIND_LOGS", this.folder.resolve("pod-logs").toString())
			.with("AGENTE_IA_PIP", "true")
			.with("AGENTE_IA_POLL", "PT5S")
			.with("AGENTE_IA_WINDOW", "PT30S")
			// api-gateway has no page of its own here: agente-ia's answers in its place.
			.with("NEURAL_HIVE_MIND_API", traffic.url());
		neighbours.variables().forEach(environment::with);
		rotations.variables().forEach(environment::with);
		Application application = new Application(this.folder, environment.variables());
		application.writeEnvironment(this.folder.resolve("environment"));
		return application;
	}

	private WorkflowExecution startCanary() {
		WorkflowStub canary = this.stack.temporal()
			.client()
			.newUntypedWorkflowStub("CanaryDeploy",
					WorkflowOptions.newBuilder()
						.setTaskQueue(TASK_QUEUE)
						.setWorkflowId("CanaryDeploy/%s/%s".formatted(AgenteIa.SYSTEM, AgenteIa.COMPONENT))
						.build());
		List<Map<String, Object>> stages = WEIGHTS.stream()
			.map((weight) -> Map.<String, Object>of("weight", weight, "dwell", Duration.ofMinutes(1).toString()))
			.toList();
		return canary.start(Map.of("system", AgenteIa.SYSTEM, "component", AgenteIa.COMPONENT, "version", "v1.3.0",
				"stages", stages));
	}

	private void printLinks(Application application, WorkflowExecution canary) {
		String ui = this.stack.temporal().uiUrl() + "/namespaces/" + TemporalServer.NAMESPACE + "/workflows/";
		String query = "sum by (version) (rate(agent_requests_total[15s]))";
		say("Everything is up; agente-api v1.3.0 is on its way and waits for you.");
		link("This canary deploy", ui + encoded(canary.getWorkflowId()) + "/" + canary.getRunId() + "/history");
		link("Start the next", ui + "start-workflow?workflowType=CanaryDeploy&taskQueue=" + TASK_QUEUE);
		link("Prometheus",
				this.stack.prometheus().url() + "/graph?g0.tab=0&g0.range_input=15m&g0.expr=" + encoded(query));
		link("Metrics", application.url() + "/actuator/prometheus");
		link("What to paste", page());
		say("Ctrl-C ends everything. Application: process %d, log %s".formatted(application.pid(), application.log()));
	}

	private static String page() {
		Path page = Path.of("docs", "pasting.md").toAbsolutePath();
		return Files.exists(page) ? page.toUri().toString() : "docs/pasting.md";
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/**
	 * Says when the application has ended, and stays: the servers are still there for
	 * {@code ./holdfast app}.
	 */
	private void watch(Application application) throws InterruptedException {
		int code = application.awaitEnd();
		say("The application ended with code %d; everything else still runs. Start it again: ./holdfast app"
			.formatted(code));
		new CountDownLatch(1).await();
	}

	private void say(String text) {
		System.out.printf("[%3d s] %s%n", Duration.ofNanos(System.nanoTime() - this.begin).toSeconds(), text);
	}

	private static void link(String what, String address) {
		System.out.printf("  %-20s %s%n", what, address);
	}

}
