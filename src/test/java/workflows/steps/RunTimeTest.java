package workflows.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time that a run is about. */
class RunTimeTest {

	private static final String SCHEDULED = "TemporalScheduledStartTime";

	private TestWorkflowEnvironment environment;

	@BeforeEach
	void start() {
		environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
			.registerSearchAttribute(SCHEDULED, IndexedValueType.INDEXED_VALUE_TYPE_DATETIME)
			.build());
		environment.newWorker("operations").registerWorkflowImplementationTypes(AskingImpl.class);
		environment.start();
	}

	@AfterEach
	void stop() {
		environment.close();
	}

	@Test
	void aScheduledRunIsAboutItsScheduledTimeHoweverLateItBegan() {
		OffsetDateTime scheduled = OffsetDateTime.parse("2026-11-21T08:00:00Z");
		assertThat(ask(
				SearchAttributes.newBuilder().set(SearchAttributeKey.forOffsetDateTime(SCHEDULED), scheduled).build()))
			.isEqualTo(scheduled.toInstant());
	}

	@Test
	void aRunThatAPersonStartedIsAboutTheTimeItBegan() {
		long before = environment.currentTimeMillis();
		assertThat(ask(SearchAttributes.EMPTY).toEpochMilli()).isBetween(before - 1, before + 60_000);
	}

	private Instant ask(SearchAttributes attributes) {
		Asking asking = environment.getWorkflowClient()
			.newWorkflowStub(Asking.class,
					WorkflowOptions.newBuilder()
						.setTaskQueue("operations")
						.setTypedSearchAttributes(attributes)
						.build());
		return Instant.parse(asking.ask());
	}

	/** Asks what time it is about, an hour after it began. */
	@WorkflowInterface
	public interface Asking {

		@WorkflowMethod
		String ask();

	}

	/** Waits first. */
	public static class AskingImpl implements Asking {

		@Override
		public String ask() {
			Workflow.sleep(Duration.ofHours(1));
			return RunTime.scheduled().toString();
		}

	}

}
