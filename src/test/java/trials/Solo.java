package trials;

import app.FailureMapping;
import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One procedure on a stage in memory with what the test gives it and nothing else: there
 * is nobody to ask for a lock, for example.
 */
final class Solo implements AutoCloseable {

	private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(Theatre.options().build());

	private final String procedure;

	Solo(String procedure, Class<?> workflow, Object activities) {
		this.procedure = procedure;
		Worker worker = environment.newWorker("operations");
		worker.registerWorkflowImplementationTypes(FailureMapping.workflowOptions(), workflow);
		worker.registerActivitiesImplementations(activities);
		environment.start();
	}

	WorkflowStub start(Map<String, Object> request) {
		WorkflowStub stub = environment.getWorkflowClient()
			.newUntypedWorkflowStub(procedure, WorkflowOptions.newBuilder().setTaskQueue("operations").build());
		stub.start(request);
		return stub;
	}

	Outcome run(Map<String, Object> request) {
		return run(request, () -> procedure.toLowerCase(Locale.ROOT));
	}

	/** Its history is kept under this name, when that is asked for. */
	Outcome run(Map<String, Object> request, Supplier<String> kept) {
		WorkflowStub stub = start(request);
		Outcome outcome = stub.getResult(Outcome.class);
		keep(kept.get(), stub);
		return outcome;
	}

	void keep(String name, WorkflowStub run) {
		Kept.whenAsked(name, environment.getWorkflowClient(), run.getExecution());
	}

	/** Why a request is refused. */
	String refused(Map<String, Object> request) {
		try {
			throw new AssertionError("it ended well: " + run(request));
		}
		catch (WorkflowFailedException failed) {
			return ((ApplicationFailure) failed.getCause()).getOriginalMessage();
		}
	}

	@Override
	public void close() {
		environment.close();
	}

}
