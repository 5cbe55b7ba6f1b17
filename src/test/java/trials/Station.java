package trials;

import domain.run.Outcome;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import local.Application;
import local.LocalEnvironment;
import local.LocalStack.Part;
import local.LocalStack;
import local.SlackStandIn;

/**
 * The application as a process of its own beside the local stack, told by its environment
 * where a system is: for trials through the front door of systems other than agente-ia.
 */
public final class Station implements AutoCloseable {

	private static final int MINUTES = 3;

	public final LocalStack stack = LocalStack.shared().start(Part.TEMPORAL, Part.KUBERNETES, Part.LEDGER);

	public final Application application;

	public final SlackStandIn slack;

	private final String name;

	private final Path artifacts;

	/** With the variables by which the shipped profiles find their systems. */
	public Station(String name, Map<String, String> variables) {
		this.name = name;
		var folder = stack.directory().resolve(name);
		artifacts = folder.resolve("artifacts");
		String ledger = "ledger_" + name.replace('-', '_');
		stack.ledger().createDatabase(ledger);
		slack = new SlackStandIn(folder.resolve("messages.log"));
		LocalEnvironment environment = new LocalEnvironment().worker(stack, ledger)
			.with("HOLDFAST_ARTIFACTS", artifacts.toString());
		variables.forEach(environment::with);
		application = new Application(folder, environment.variables());
		application.start();
	}

	/** Starts a procedure under an id that no other trial has. */
	public WorkflowStub start(String procedure, Map<String, Object> request) {
		WorkflowStub run = stack.temporal()
			.client()
			.newUntypedWorkflowStub(procedure,
					WorkflowOptions.newBuilder()
						.setTaskQueue("operations")
						.setWorkflowId(
								name + "/" + procedure + "/" + Math.abs(request.hashCode()) + "/" + System.nanoTime())
						.build());
		run.start(request);
		return run;
	}

	/** Starts a procedure and waits for its outcome. */
	public Outcome run(String procedure, Map<String, Object> request) {
		return result(start(procedure, request));
	}

	/** The outcome, within minutes. */
	public Outcome result(WorkflowStub run) {
		try {
			return run.getResult(MINUTES, TimeUnit.MINUTES, Outcome.class);
		}
		catch (TimeoutException late) {
			throw new AssertionError("The run goes on: " + run.query("progress", String.class), late);
		}
	}

	/** A file of a run's evidence. */
	String artifact(WorkflowStub run, String file) {
		String id = run.describe().getExecution().getRunId();
		try {
			return Files.readString(artifacts.resolve(id).resolve(file));
		}
		catch (IOException absent) {
			throw new UncheckedIOException(absent);
		}
	}

	/** Kills the application as {@code kill -9} does, and starts it again. */
	public void killAndStartAgain() {
		application.kill();
		application.start();
	}

	/** Whether a step of this activity type is under way. */
	public boolean does(WorkflowStub run, String step) {
		return run.describe()
			.getRawDescription()
			.getPendingActivitiesList()
			.stream()
			.anyMatch(pending -> pending.getActivityType().getName().equals(step) && pending.hasLastStartedTime());
	}

	@Override
	public void close() {
		application.stop();
	}

}
