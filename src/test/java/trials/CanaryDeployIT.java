package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static trials.Operations.failure;

import domain.run.Outcome;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import local.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Through the front door: real Temporal, Kubernetes, Prometheus, Alertmanager,
 * PostgreSQL; the application as a process.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryDeployIT {

	private static final Duration DWELL = Duration.ofSeconds(6);

	private static final Duration AT_ONCE = Patience.LIMIT;

	private static final Duration LIMIT = Patience.LIMIT;

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

	/** What the form of the Temporal UI sends when it is filled in wrongly. */
	@TestFactory
	@Order(3)
	Stream<DynamicTest> nonsenseEndsAtOnceAndTheFailureNamesTheFieldWhatWasGivenAndWhatIsAllowed() {
		Object[] nothing = {};
		return Stream.of(refused("no-input", nothing, "input: nothing was given", "{\"system\": \"…\"}"),
				refused("list", new Object[] { List.of(1, 2) }, "The input", "an object with the fields {system, ",
						"Given: [1,2]"),
				refused("text", new Object[] { "v1.3.0" }, "The input", "an object with the fields {system, ",
						"Given: \"v1.3.0\""),
				refused("no-system", input("version", "v1.3.0"), "system: nothing was given", "name a system"),
				refused("other-system", input("system", "shop"), "system: there is no such system", "given shop",
						"allowed agente-ia"),
				refused("misspelt", input("system", "agente-ia", "verson", "v1.3.0"), "version: nothing was given",
						"name the image's tag"),
				refused("stages-text", input("system", "agente-ia", "stages", "x"), "Field \"stages\"",
						"expected is a list", "\"stages\":\"x\""),
				refused("dwell-text",
						input("system", "agente-ia", "version", "v1.3.0", "stages",
								List.of(Map.of("weight", 100, "dwell", "soon"))),
						"Field \"stages[0].dwell\"", "\"soon\"", "a duration such as \"PT2H\""),
				refused("mode", input("system", "agente-ia", "version", "v1.3.0", "mode", "dry"), "Field \"mode\"",
						"\"dry\"", "plan"));
	}

	private static Object[] input(Object... fieldsAndValues) {
		Map<String, Object> json = new TreeMap<>();
		for (int index = 0; index < fieldsAndValues.length; index += 2) {
			json.put((String) fieldsAndValues[index], fieldsAndValues[index + 1]);
		}
		return new Object[] { json };
	}

	private static DynamicTest refused(String name, Object[] input, String... said) {
		return DynamicTest.dynamicTest(name, () -> {
			WorkflowStub run = started("nonsense-" + name, input);
			run.getResultAsync(Outcome.class)
				.handle((outcome, failure) -> failure)
				.get(AT_ONCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(failure(run).getOriginalMessage()).contains(said);
		});
	}

	private static WorkflowStub started(String id, Object... input) {
		WorkflowStub run = operations.stack.temporal()
			.client()
			.newUntypedWorkflowStub("CanaryDeploy",
					WorkflowOptions.newBuilder().setTaskQueue("operations").setWorkflowId(id).build());
		run.start(input);
		return run;
	}

	@Test
	@Order(3)
	void aRunAnswersAsSoonAsItIsStarted() {
		WorkflowStub run = started("asked-at-once", input("system", "agente-ia", "version", "v1.3.0", "mode", "plan"));
		assertThat(operations.progress(run)).startsWith("### ");
		assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.PLANNED);
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
