package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.gate.Answer;
import domain.gate.Decision;
import domain.run.Outcome;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import local.AgenteIa;
import local.Application;
import local.HoldingProxy;
import local.LocalEnvironment;
import local.LocalStack.Part;
import local.LocalStack;
import local.Patience;
import local.SlackStandIn;
import local.TrafficModel;
import org.awaitility.Awaitility;

/**
 * agente-ia on the local servers with the application beside it as a process of its own,
 * for tests through the front door.
 */
public final class Operations implements AutoCloseable {

	private static final int REPLICAS = 12;

	/** A trial that is run again finds nothing of its first time. */
	private static final Map<String, AtomicInteger> TIMES = new ConcurrentHashMap<>();

	public final LocalStack stack = LocalStack.shared().start(Part.values());

	public final Application application;

	private final String namespace;

	private final TrafficModel traffic;

	/** Between the application and the API server, where a trial has put one there. */
	HoldingProxy cluster;

	private final Path folder;

	final SlackStandIn slack;

	private final Map<String, String> variables;

	private final BiFunction<Path, Map<String, String>, Application> program;

	public Operations(String name) {
		this(name, Map.of());
	}

	/** With further variables for the application, or other values for the usual ones. */
	Operations(String name, Map<String, String> more) {
		this(name, more, Application::new);
	}

	/** The application as the image starts it, for what is measured. */
	public static Operations packaged(String name) {
		return new Operations(name, Map.of(), Application::packaged);
	}

	private Operations(String name, Map<String, String> more,
			BiFunction<Path, Map<String, String>, Application> program) {
		int times = TIMES.computeIfAbsent(name, first -> new AtomicInteger()).incrementAndGet();
		this.namespace = (times == 1) ? name : name + "-" + times;
		this.folder = stack.directory().resolve(namespace);
		stack.ledger().createDatabase(ledger());
		AgenteIa.createDatabase(stack.systemDatabase());
		AgenteIa.deploy(stack.kubernetes(), namespace, REPLICAS);
		traffic = new TrafficModel(stack.kubernetes(), AgenteIa.SYSTEM, namespace, AgenteIa.COMPONENT);
		stack.prometheus().scrape(namespace, traffic.address());
		slack = new SlackStandIn(folder.resolve("messages.log"));
		LocalEnvironment environment = new LocalEnvironment().worker(stack, ledger())
			.agenteIa(stack, namespace, traffic.url(), folder.resolve("backups"))
			.slack(slack.url())
			.with("AGENTE_IA_POLL", "PT1S")
			.with("AGENTE_IA_WINDOW", "PT20S")
			.with("HOLDFAST_ARTIFACTS", folder.resolve("artifacts").toString())
			// A trial starts what it tries, and nothing else runs beside it.
			.with("HOLDFAST_SCHEDULES_ENABLED", "false");
		more.forEach(environment::with);
		variables = environment.variables();
		this.program = program;
		application = program.apply(folder, variables);
		application.start();
	}

	private String ledger() {
		return "ledger_" + namespace.replace('-', '_');
	}

	public WorkflowStub deploy(String id, String version, Duration dwell) {
		WorkflowStub run = stack.temporal()
			.client()
			.newUntypedWorkflowStub("CanaryDeploy",
					WorkflowOptions.newBuilder().setTaskQueue("operations").setWorkflowId(id).build());
		List<Map<String, Object>> stages = List.of(stage(5, dwell), stage(50, dwell), stage(100, Duration.ZERO));
		run.start(Map.of("system", AgenteIa.SYSTEM, "component", AgenteIa.COMPONENT, "version", version, "stages",
				stages, "checklist",
				List.of("ci", "coverage", "security-scan", "documentation", "changelog", "runbook")));
		return run;
	}

	private static Map<String, Object> stage(int weight, Duration dwell) {
		return Map.of("weight", weight, "dwell", dwell.toString());
	}

	/** Says yes at every gate until the run ends. */
	Outcome approveAll(WorkflowStub run) {
		while (true) {
			try {
				return run.getResult(1, TimeUnit.SECONDS, Outcome.class);
			}
			catch (TimeoutException stillRunning) {
				approve(run);
			}
			catch (WorkflowServiceException busy) {
				// "Workflow is busy": the server asks to be asked later.
				assertThat(busy).hasStackTraceContaining("RESOURCE_EXHAUSTED");
			}
		}
	}

	private static void approve(WorkflowStub run) {
		try {
			run.signal("approve", new Decision(null, "tech-lead", "figures are good"));
		}
		catch (WorkflowNotFoundException ended) {
			// It ended between the question and the signal: the next look brings its
			// result.
			assertThat(ended.getExecution().getWorkflowId()).isEqualTo(run.getExecution().getWorkflowId());
		}
	}

	public Answer say(WorkflowStub run, String verb, String gate) {
		return run.update(verb, Answer.class, new Decision(gate, "tech-lead", "test"));
	}

	boolean watches(WorkflowStub run) {
		return run.describe()
			.getRawDescription()
			.getPendingActivitiesList()
			.stream()
			.anyMatch(step -> step.getActivityType().getName().equals("WatchCanary") && step.hasLastHeartbeatTime());
	}

	/** The outcome, within minutes. */
	Outcome result(WorkflowStub run) {
		try {
			return run.getResult(5, TimeUnit.MINUTES, Outcome.class);
		}
		catch (TimeoutException late) {
			throw new AssertionError("The run goes on: " + progress(run), late);
		}
	}

	/** Why the run ended badly; an error when it ended well. */
	static ApplicationFailure failure(WorkflowStub run) {
		try {
			throw new AssertionError("it ended well: " + run.getResult(Outcome.class));
		}
		catch (WorkflowFailedException failed) {
			return (ApplicationFailure) failed.getCause();
		}
	}

	/** Whether a message to people is under way. */
	boolean speaks(WorkflowStub run) {
		return run.describe()
			.getRawDescription()
			.getPendingActivitiesList()
			.stream()
			.anyMatch(step -> step.getActivityType().getName().equals("SendMessage"));
	}

	boolean waitsAt(WorkflowStub run, String gate) {
		return progress(run).contains("\"gate\": \"" + gate + "\"");
	}

	/** Waits until this gate is open and says yes. */
	void approve(WorkflowStub run, String gate) {
		Awaitility.await("gate " + gate).atMost(Patience.LIMIT).ignoreExceptions().until(() -> waitsAt(run, gate));
		assertThat(say(run, "approve", gate).accepted()).isTrue();
	}

	/** Whether such a write went through the proxy. */
	boolean wrote(Predicate<HoldingProxy.Write> which) {
		return cluster.writes().stream().anyMatch(which);
	}

	/** What the run, which has ended, left behind. */
	Traces traces(WorkflowStub run) {
		String runId = run.getExecution().getRunId();
		// The tables themselves may still be missing when the ledger was away from the
		// start.
		Awaitility.await("the ledger to know the end")
			.atMost(Patience.LIMIT)
			.ignoreExceptions()
			.until(() -> stack.ledger()
				.rows(ledger(), "SELECT 1 FROM runs WHERE status <> 'RUNNING' AND settled AND run_id = '" + runId + "'")
				.size() == 1);
		return Traces.of(stack, namespace, ledger(), runId, slack.messages().size());
	}

	/** Every row of every table of the ledger. */
	String ledgerText() {
		return stack.ledger()
			.rows(ledger(), "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
			.stream()
			.flatMap(table -> stack.ledger().rows(ledger(), "SELECT t::text FROM " + table + " t").stream())
			.collect(Collectors.joining("\n"));
	}

	String progress(WorkflowStub run) {
		return run.query("progress", String.class);
	}

	/** The canary's share of the traffic in the HTTPRoute, in percent. */
	public int canaryShare() {
		return stack.kubernetes()
			.client()
			.resources(HTTPRoute.class)
			.inNamespace(namespace)
			.withName(AgenteIa.COMPONENT)
			.get()
			.getSpec()
			.getRules()
			.get(0)
			.getBackendRefs()
			.stream()
			.filter(backend -> backend.getName().endsWith("-canary"))
			.mapToInt(HTTPBackendRef::getWeight)
			.sum();
	}

	/** The requests to a version that Prometheus counts in the window of the checks. */
	public double requestsInWindow(String version) {
		return stack.prometheus()
			.value("sum(increase(agent_requests_total{namespace=\"%s\",version=\"%s\"}[20s])) or vector(0)"
				.formatted(namespace, version));
	}

	/** Which attempt of the watch has looked already; 0 when none has. */
	public int watchAttempt(WorkflowStub run) {
		return run.describe()
			.getRawDescription()
			.getPendingActivitiesList()
			.stream()
			.filter(step -> step.getActivityType().getName().equals("WatchCanary") && step.hasLastStartedTime()
					&& step.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED)
			.mapToInt(PendingActivityInfo::getAttempt)
			.sum();
	}

	/** Where its backups go. */
	Path backups() {
		return folder.resolve("backups");
	}

	/** Where the application keeps its evidence. */
	Path artifacts() {
		return folder.resolve("artifacts");
	}

	/** A second application with the same environment; not started. */
	public Application second() {
		return program.apply(folder.resolve("second"), variables);
	}

	Deployment stable() {
		return stack.kubernetes()
			.client()
			.apps()
			.deployments()
			.inNamespace(namespace)
			.withName(AgenteIa.COMPONENT)
			.get();
	}

	String runningVersion() {
		String image = stable().getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
		return image.substring(image.lastIndexOf(':') + 1);
	}

	public boolean canaryIsThere() {
		return stack.kubernetes()
			.client()
			.apps()
			.deployments()
			.inNamespace(namespace)
			.withName(AgenteIa.COMPONENT + "-canary")
			.get() != null;
	}

	/**
	 * A trial that failed half-way would hold the system's lock against all that come
	 * after it.
	 */
	private void endWhatIsLeft() {
		stack.temporal()
			.client()
			.listExecutions("ExecutionStatus = 'Running' AND WorkflowType != 'SystemLock'")
			.forEach(left -> stack.temporal()
				.client()
				.newUntypedWorkflowStub(left.getExecution().getWorkflowId())
				.terminate("its trial is over"));
	}

	@Override
	public void close() {
		endWhatIsLeft();
		application.stop();
		stack.prometheus().stopScraping(namespace);
		traffic.close();
	}

}
