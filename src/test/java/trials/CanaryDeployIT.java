package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static trials.Operations.failure;

import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Through the front door: real Temporal, Kubernetes, Prometheus, Alertmanager,
 * PostgreSQL; the application as a process.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryDeployIT {

	private static final Duration DWELL = Duration.ofSeconds(6);

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static Operations operations;

	@BeforeAll
	static void start() {
		operations = new Operations("canary-trial");
	}

	@AfterAll
	static void stop() {
		operations.close();
	}

	@Test
	@Order(1)
	void aBadVersionIsUndoneWithoutHelp() {
		ApplicationFailure failure = failure(operations.deploy("bad", "v1.4.0-bad", DWELL));
		assertThat(failure.getType()).isEqualTo("UNDONE");
		assertThat(failure.getOriginalMessage()).contains("v1.4.0-bad").contains("v1.2.0");
		assertAsBefore();
	}

	@Test
	@Order(2)
	void anImageThatCannotBePulledIsUndone() {
		ApplicationFailure failure = failure(operations.deploy("missing", "v9.9.9", DWELL));
		assertThat(failure.getType()).isEqualTo("IMAGE_NOT_PULLABLE");
		assertAsBefore();
	}

	@Test
	@Order(3)
	void nonsenseEndsAtOnceWithTheField() {
		WorkflowStub run = operations.stack.temporal()
			.client()
			.newUntypedWorkflowStub("CanaryDeploy",
					io.temporal.client.WorkflowOptions.newBuilder()
						.setTaskQueue("operations")
						.setWorkflowId("nonsense")
						.build());
		run.start(Map.of("system", "agente-ia", "stages", "x"));
		assertThat(failure(run)).hasMessageContaining("stages");
	}

	@Test
	@Order(4)
	void anAbortWhileWatchingTakesEverythingBack() {
		WorkflowStub run = operations.deploy("aborted", "v1.3.0", Duration.ofMinutes(10));
		await().atMost(LIMIT).ignoreExceptions().until(() -> operations.progress(run).contains("5 %"));
		operations.say(run, "abort", null);
		assertThat(failure(run).getType()).isEqualTo("ABORTED");
		assertAsBefore();
	}

	@Test
	@Order(5)
	void aGoodVersionIsPromotedThoughTheApplicationIsKilledInAStageAndAtAGate() {
		WorkflowStub run = operations.deploy("good", "v1.3.0", DWELL);
		await().atMost(LIMIT).ignoreExceptions().until(() -> operations.progress(run).contains("5 %"));
		restart();
		await().atMost(LIMIT).ignoreExceptions().until(() -> operations.progress(run).contains("stage-5"));
		restart();
		assertThat(operations.approveAll(run).result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(operations.runningVersion()).isEqualTo("v1.3.0");
		assertThat(operations.canaryIsThere()).isFalse();
	}

	private static void restart() {
		operations.application.kill();
		operations.application.start();
	}

	private static void assertAsBefore() {
		assertThat(operations.runningVersion()).isEqualTo("v1.2.0");
		assertThat(operations.canaryIsThere()).isFalse();
	}

}
