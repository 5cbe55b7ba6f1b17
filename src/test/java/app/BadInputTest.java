package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Input that cannot be read ends a workflow; failures carry their kind. */
@Timeout(60)
class BadInputTest {

	private final AtomicInteger attempts = new AtomicInteger();

	private TestWorkflowEnvironment environment;

	@BeforeEach
	void start() {
		environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
			.setWorkflowClientOptions(
					WorkflowClientOptions.newBuilder().setDataConverter(Converters.standard()).build())
			.setWorkerFactoryOptions(
					WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new FailureMapping()).build())
			.build());
		Worker worker = environment.newWorker("operations");
		worker.registerWorkflowImplementationTypes(FailureMapping.workflowOptions(), SampleImpl.class);
		worker.registerActivitiesImplementations(new DoingImpl());
		environment.start();
	}

	@AfterEach
	void stop() {
		environment.close();
	}

	@Test
	void aTextWhereAListIsExpectedEndsTheWorkflowAndNamesTheField() {
		assertThat(failureOf(Map.of("stages", "x")).getOriginalMessage()).contains("Field \"stages\"")
			.contains("expected is a list");
	}

	@Test
	void aListAsInputEndsTheWorkflow() {
		assertThat(failureOf(List.of(1, 2)).getOriginalMessage()).contains("The input does not have the expected form");
	}

	@Test
	void aPermanentFailureOfAStepIsNotRepeatedAndShowsItsKind() {
		ApplicationFailure failure = failureOf(Map.of("what", "permanent"));
		assertThat(failure.getType()).isEqualTo("NOT_FOUND");
		assertThat(failure.getOriginalMessage()).isEqualTo("no such thing");
		assertThat(attempts).hasValue(1);
	}

	@Test
	void aPermanentFailureOfTheWorkflowItselfShowsItsKind() {
		assertThat(failureOf(Map.of("what", "workflow")).getType()).isEqualTo("FROZEN");
	}

	@Test
	void aTransientFailureIsRepeatedAfterTheWaitThatTheServerAsksFor() {
		long before = environment.currentTimeMillis();
		WorkflowStub stub = stub();
		stub.start(Map.of("what", "transient"));
		assertThat(stub.getResult(String.class)).isEqualTo("done");
		assertThat(attempts).hasValue(2);
		assertThat(environment.currentTimeMillis() - before).isGreaterThanOrEqualTo(Duration.ofMinutes(7).toMillis());
	}

	@Test
	void whatAProgramPrintedShowsNoSecretWhereverTheFailureCarriesIt() {
		Throwable failure = failureOf(Map.of("what", "printed"));
		assertThat(((ApplicationFailure) failure).getOriginalMessage())
			.isEqualTo("unit api does not run; last lines: DB_PASSWORD=*** Authorization: *** ***");
		assertThat(failure).hasStackTraceContaining("connection to postgresql://api:***@db refused");
		assertThat(failure.getCause().toString()).doesNotContain("hunter2");
	}

	@Test
	void anUnexpectedFailureShowsNoSecretEither() {
		ApplicationFailure failure = failureOf(Map.of("what", "unexpected"));
		assertThat(failure.getType()).isEqualTo(IllegalStateException.class.getName());
		assertThat(failure.getOriginalMessage()).isEqualTo("answered token=***");
		assertThat(attempts).hasValue(2);
	}

	private ApplicationFailure failureOf(Object input) {
		WorkflowStub stub = stub();
		stub.start(input);
		Throwable[] met = new Throwable[1];
		assertThatExceptionOfType(WorkflowFailedException.class)
			.isThrownBy(() -> stub.getResult(30, TimeUnit.SECONDS, String.class))
			.satisfies(failed -> met[0] = failed.getCause());
		Throwable cause = met[0] instanceof ActivityFailure step ? step.getCause() : met[0];
		assertThat(cause).isInstanceOf(ApplicationFailure.class);
		return (ApplicationFailure) cause;
	}

	private WorkflowStub stub() {
		return environment.getWorkflowClient()
			.newUntypedWorkflowStub("Sample", WorkflowOptions.newBuilder().setTaskQueue("operations").build());
	}

	record Input(List<String> stages, String what) {

	}

	@WorkflowInterface
	public interface Sample {

		@WorkflowMethod
		String run(Input input);

	}

	public static class SampleImpl implements Sample {

		@Override
		public String run(Input input) {
			if ("workflow".equals(input.what())) {
				throw new PermanentFailure(FailureKind.FROZEN, "not today");
			}
			return Workflow.newActivityStub(Doing.class, ActivityOptions.newBuilder()
				.setStartToCloseTimeout(Duration.ofMinutes(1))
				.setRetryOptions(
						RetryOptions.newBuilder().setMaximumAttempts("unexpected".equals(input.what()) ? 2 : 0).build())
				.build()).act(input.what());
		}

	}

	@ActivityInterface
	public interface Doing {

		String act(String what);

	}

	private final class DoingImpl implements Doing {

		@Override
		public String act(String what) {
			int attempt = attempts.incrementAndGet();
			if ("permanent".equals(what)) {
				throw new PermanentFailure(FailureKind.NOT_FOUND, "no such thing");
			}
			if ("printed".equals(what)) {
				throw new PermanentFailure(FailureKind.NOT_READY,
						"unit api does not run; last lines: DB_PASSWORD=hunter2 Authorization: Bearer eyJhbGciOi",
						new IllegalStateException("connection to postgresql://api:hunter2@db refused"));
			}
			if ("unexpected".equals(what)) {
				throw new IllegalStateException("answered token=hunter2");
			}
			if (attempt == 1) {
				throw new TransientFailure("busy", null, Duration.ofMinutes(7));
			}
			return "done";
		}

	}

}
