package local;

import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real Temporal server with its UI: one process, its data in a SQLite file that
 * survives a stop.
 */
public final class TemporalServer implements LocalServer {

	/** The namespace that the server makes by itself. */
	public static final String NAMESPACE = "default";

	private static final Duration LIMIT = Patience.LIMIT;

	/**
	 * The server polls its own queues at most 20 times a second and splits a task queue
	 * in four: both are made for large installations and cost a procedure tens of
	 * milliseconds a step.
	 */
	private static final List<String> SPEED = List.of("history.transferProcessorMaxPollRPS=1000",
			"history.timerProcessorMaxPollRPS=1000", "history.visibilityProcessorMaxPollRPS=1000",
			"matching.numTaskqueueReadPartitions=1", "matching.numTaskqueueWritePartitions=1");

	private static final List<String> SEARCH_ATTRIBUTES = List.of("HoldfastSystem", "HoldfastComponent",
			"HoldfastPhase", "HoldfastWaitingFor");

	private final int port = Ports.free();

	private final int uiPort = Ports.free();

	private final ServerProcess process;

	private WorkflowServiceStubs stubs;

	TemporalServer(Path directory) {
		this.process = new ServerProcess("Temporal", directory.resolve("temporal.log"),
				command(directory.resolve("temporal.db")));
	}

	private List<String> command(Path database) {
		List<String> command = new ArrayList<>(List.of(Binaries.temporal().toString(), "server", "start-dev", "--ip",
				"127.0.0.1", "--port", Integer.toString(this.port), "--ui-port", Integer.toString(this.uiPort),
				"--db-filename", database.toString(), "--log-level", "warn"));
		List.of("journal_mode=wal", "synchronous=normal")
			.forEach((pragma) -> command.addAll(List.of("--sqlite-pragma", pragma)));
		SPEED.forEach((setting) -> command.addAll(List.of("--dynamic-config-value", setting)));
		SEARCH_ATTRIBUTES.forEach((name) -> command.addAll(List.of("--search-attribute", name + "=Keyword")));
		return command;
	}

	@Override
	public synchronized void start() {
		if (isRunning()) {
			return;
		}
		this.process.start(() -> Web.answers(uiUrl()) && knowsItsNamespace(), LIMIT);
	}

	private boolean knowsItsNamespace() {
		stubs().blockingStub()
			.withDeadlineAfter(Duration.ofSeconds(2))
			.describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(NAMESPACE).build());
		return true;
	}

	@Override
	public synchronized void stop() {
		this.process.stop();
	}

	/** Ends the server without a warning. */
	public void kill() {
		this.process.kill();
	}

	@Override
	public synchronized void close() {
		if (this.stubs != null) {
			this.stubs.shutdownNow();
			this.stubs = null;
		}
		stop();
	}

	@Override
	public boolean isRunning() {
		return this.process.isAlive();
	}

	/** Host and port, as {@code TEMPORAL_ADDRESS} has it. */
	public String address() {
		return "127.0.0.1:" + this.port;
	}

	public String uiUrl() {
		return "http://127.0.0.1:" + this.uiPort;
	}

	/** A connection of the tests' own; kept open until the server is closed. */
	public synchronized WorkflowServiceStubs stubs() {
		if (this.stubs == null) {
			this.stubs = WorkflowServiceStubs
				.newServiceStubs(WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
		}
		return this.stubs;
	}

	/**
	 * A client with the SDK's own data converter, as the UI and the command line look at
	 * the server.
	 */
	public WorkflowClient client() {
		return WorkflowClient.newInstance(stubs());
	}

}
