package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static trials.Operations.failure;

import domain.check.WatchEnd;
import domain.profile.SystemProfile;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;
import workflows.release.CanaryDeploy;

class CanaryDeployTest {

	private static final String PROMOTED = "stable v1.3.0, canary false, weight 0, backups 1";

	private static final String AS_BEFORE = "stable v1.2.0, canary false, weight 0, backups 1";

	private final SystemProfile profile = TestProfiles.agenteIa();

	private Theatre theatre;

	@BeforeEach
	void open() {
		theatre = new Theatre(profile);
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	private Outcome deploy(String version) {
		return start(version).getResult(Outcome.class);
	}

	private WorkflowStub start(String version) {
		return theatre.start("CanaryDeploy", "canary",
				Map.of("system", "agente-ia", "component", "agente-api", "version", version, "unknown", 1));
	}

	@Test
	void aGoodVersionIsPromotedThroughEveryStageAndGate() {
		Outcome outcome = deploy("v1.3.0");
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(theatre.world.state()).startsWith(PROMOTED);
		assertThat(theatre.world.effects).containsExactly("backup", "canary created", "weight 5", "weight 25",
				"weight 50", "weight 100", "stable v1.3.0", "weight 0", "canary removed");
		assertThat(theatre.world.told).contains("canary-started", "gate-opened/checklist", "gate-opened/stage-5",
				"gate-opened/promote", "canary-promoted");
	}

	@Test
	void aRunSaysWhatItDoesWhileItStillReadsItsProfile() {
		AtomicReference<String> answer = new AtomicReference<>();
		theatre.during("readProfile",
				() -> answer.set(theatre.client().newUntypedWorkflowStub("canary").query("progress", String.class)));
		deploy("v1.3.0");
		assertThat(answer.get()).contains("Checking the input for agente-ia");
	}

	/**
	 * What searches and the metric of waiting procedures rest on: the last gate's name is
	 * taken away too.
	 */
	@Test
	void searchesFindTheGateThatARunWaitsAtAndNoneAfterIt() {
		deploy("v1.3.0");
		List<String> said = theatre.client()
			.fetchHistory("canary")
			.getEvents()
			.stream()
			.flatMap(event -> waitingFor(event).stream())
			.toList();
		// A new phase says it at once; within one it waits for the filing.
		assertThat(said).startsWith("\"checklist\"", "none", "decided", "\"stage-5\"").endsWith("decided", "none");
	}

	/** What the event says of gates: a name as JSON, none, or that one was decided. */
	private static Optional<String> waitingFor(HistoryEvent event) {
		if (event.getActivityTaskScheduledEventAttributes().getActivityType().getName().equals("RecordDecision")) {
			return Optional.of("decided");
		}
		return Optional
			.ofNullable(event.getUpsertWorkflowSearchAttributesEventAttributes()
				.getSearchAttributes()
				.getIndexedFieldsMap()
				.get("HoldfastWaitingFor"))
			.map(payload -> payload.getData().toStringUtf8())
			.map(text -> text.isEmpty() || text.equals("null") ? "none" : text);
	}

	@Test
	void noInputAtAllEndsTheRunAtOnce() {
		assertThat(failure(theatre.start("CanaryDeploy", "empty", null)).getOriginalMessage())
			.isEqualTo("input: nothing was given; give one JSON object, at least {\"system\": \"…\"}; "
					+ "docs/pasting.md shows what belongs into it");
	}

	@Test
	void aBadVersionIsUndoneTrafficFirst() {
		theatre.world.verdicts.put(25, WatchEnd.FAILED);
		ApplicationFailure failure = failure(start("v1.4.0-bad"));
		assertThat(failure.getType()).isEqualTo("UNDONE");
		assertThat(failure.getOriginalMessage()).contains("25 %").contains("v1.2.0");
		assertThat(theatre.world.state()).startsWith(AS_BEFORE);
		assertThat(theatre.world.effects).containsSubsequence("weight 25", "weight 0", "canary removed");
		assertThat(theatre.world.told).contains("ended");
	}

	@Test
	void anUndoToAStableSideThatHasLostPodsPagesPeople() {
		theatre.world.verdicts.put(25, WatchEnd.FAILED);
		theatre.world.shortage = "only 2 of 12 stable pods are ready";
		assertThat(failure(start("v1.4.0-bad")).getType()).isEqualTo("UNDONE");
		assertThat(theatre.world.told).contains("stable-side-short/traffic", "ended");
	}

	@TestFactory
	Stream<DynamicTest> everyStepFailedOnceOrRunTwiceLeavesTheSameEndState() {
		deploy("v1.3.0");
		Set<String> steps = new TreeSet<>(theatre.calls);
		String wanted = theatre.world.state();
		return steps.stream()
			.flatMap(step -> Stream.of(DynamicTest.dynamicTest(step + " fails once", () -> sameEnd(step, true, wanted)),
					DynamicTest.dynamicTest(step + " runs twice", () -> sameEnd(step, false, wanted))));
	}

	private void sameEnd(String step, boolean fails, String wanted) {
		try (Theatre other = new Theatre(profile)) {
			if (fails) {
				other.failOnce(step);
			}
			else {
				other.runTwice(step);
			}
			WorkflowStub run = other.start("CanaryDeploy", "canary",
					CanaryDeploy.Request.of("agente-ia", "agente-api", "v1.3.0"));
			assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(other.world.effects).doesNotHaveDuplicates();
			assertThat(sorted(other.world.state())).isEqualTo(sorted(wanted));
		}
	}

	/** Messages are told side by side: their order is no part of the end state. */
	private static String sorted(String state) {
		return state.chars()
			.sorted()
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	@TestFactory
	Stream<DynamicTest> aNoAtAnyGateTakesEverythingBack() {
		return Stream.of("checklist", "stage-5", "stage-25", "stage-50", "promote")
			.map(gate -> DynamicTest.dynamicTest("rejected at " + gate, () -> {
				try (Theatre other = new Theatre(profile)) {
					other.world.answers.put(gate, "reject");
					Outcome outcome = other
						.start("CanaryDeploy", "canary", CanaryDeploy.Request.of("agente-ia", "agente-api", "v1.3.0"))
						.getResult(Outcome.class);
					assertThat(outcome.result()).isEqualTo(Outcome.Result.REJECTED);
					assertThat(other.world.state()).startsWith("stable v1.2.0, canary false, weight 0");
				}
			}));
	}

	@TestFactory
	Stream<DynamicTest> anAbortAtAnyGateTakesEverythingBack() {
		return Stream.of("checklist", "stage-5", "stage-25", "stage-50", "promote")
			.map(gate -> DynamicTest.dynamicTest("aborted at " + gate, () -> {
				try (Theatre other = new Theatre(profile)) {
					other.world.answers.put(gate, "abort");
					ApplicationFailure failure = failure(other.start("CanaryDeploy", "canary",
							CanaryDeploy.Request.of("agente-ia", "agente-api", "v1.3.0")));
					assertThat(failure.getType()).isEqualTo("ABORTED");
					assertThat(other.world.state()).startsWith("stable v1.2.0, canary false, weight 0");
				}
			}));
	}

	@Test
	void silenceAtAGateMeansNo() {
		theatre.world.answers.put("checklist", "silence");
		ApplicationFailure failure = failure(start("v1.3.0"));
		assertThat(failure.getType()).isEqualTo("EXPIRED");
		assertThat(theatre.world.effects).isEmpty();
	}

	@Test
	void aFailedSmokeTestGivesTheStableSideItsVersionBack() {
		theatre.world.healthy = false;
		ApplicationFailure failure = failure(start("v1.3.0"));
		assertThat(failure.getType()).isEqualTo("UNDONE");
		assertThat(theatre.world.state()).startsWith(AS_BEFORE);
	}

	@Test
	void anImageThatCannotBePulledIsUndone() {
		assertThat(failure(start("v9-missing")).getType()).isEqualTo("IMAGE_NOT_PULLABLE");
		assertThat(theatre.world.state()).startsWith(AS_BEFORE);
	}

	@Test
	void aPlanChangesNothing() {
		Outcome outcome = theatre
			.start("CanaryDeploy", "canary",
					new CanaryDeploy.Request("agente-ia", "agente-api", "v1.3.0", null, null, null, null, Mode.PLAN,
							null))
			.getResult(Outcome.class);
		assertThat(outcome.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(outcome.changes()).isNotEmpty();
		assertThat(theatre.world.effects).doesNotContain("canary created");
		assertThat(theatre.world.told).isEmpty();
	}

	@Test
	void aSecondCanaryOfTheSameComponentIsRefusedWithTheHolder() {
		theatre.world.answers.put("checklist", "silence");
		start("v1.3.0");
		org.awaitility.Awaitility.await().until(() -> theatre.world.told.contains("gate-opened/checklist"));
		ApplicationFailure failure = failure(
				theatre.start("CanaryDeploy", "second", CanaryDeploy.Request.of("agente-ia", "agente-api", "v1.3.1")));
		assertThat(failure.getType()).isEqualTo("LOCKED");
		assertThat(failure.getOriginalMessage()).contains("\"canary\"");
	}

	@TestFactory
	Stream<DynamicTest> nonsenseEndsTheRunWithAReasonThatNamesTheField() {
		return Map.of("{\"system\":\"nowhere\",\"version\":\"v1\"}", "system",
				"{\"system\":\"agente-ia\",\"component\":\"x\",\"version\":\"v1\"}", "component",
				"{\"system\":\"agente-ia\",\"component\":\"agente-api\"}", "version",
				"{\"system\":\"agente-ia\",\"component\":\"agente-api\",\"version\":\"a b\"}", "version",
				"{\"system\":\"agente-ia\",\"component\":\"agente-api\",\"version\":\"v1.2.0\"}", "live",
				"{\"system\":\"agente-ia\",\"component\":\"agente-api\",\"version\":\"v2\",\"stages\":[{\"weight\":50,\"dwell\":\"PT1M\"},{\"weight\":5,\"dwell\":\"PT1M\"}]}",
				"stages[1].weight",
				"{\"system\":\"agente-ia\",\"component\":\"agente-api\",\"version\":\"v2\",\"stages\":[{\"weight\":50,\"dwell\":\"PT1M\"}]}",
				"stages",
				"{\"system\":\"agente-ia\",\"component\":\"agente-api\",\"version\":\"v2\",\"stages\":[{\"weight\":100,\"dwell\":\"-PT1M\"}]}",
				"stages[0].dwell")
			.entrySet()
			.stream()
			.map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
				try (Theatre other = new Theatre(profile)) {
					Object typed = Converters.read(each.getKey());
					ApplicationFailure failure = failure(other.start("CanaryDeploy", "canary", typed));
					assertThat(failure.getOriginalMessage()).contains(each.getValue());
					assertThat(failure.getType()).isEqualTo("INVALID_INPUT");
					assertThat(other.world.effects).isEmpty();
				}
			}));
	}

	@Test
	void aStrangerMayNotDecideAndTheRefusalIsFiled() {
		theatre.world.by = "stranger";
		ApplicationFailure failure = failure(start("v1.3.0"));
		assertThat(failure.getType()).isEqualTo("EXPIRED");
		assertThat(theatre.world.decisions).anySatisfy(decision -> {
			assertThat(decision.accepted()).isFalse();
			assertThat(decision.refusal()).contains("stranger");
		});
	}

	@Test
	void inputOfTheWrongFormEndsTheRun() {
		assertThatThrownBy(
				() -> theatre.start("CanaryDeploy", "canary", java.util.List.of(1, 2)).getResult(Outcome.class))
			.isInstanceOf(WorkflowFailedException.class);
	}

	private static final class Converters {

		static Object read(String json) {
			try {
				return app.Converters.mapper().readValue(json, Map.class);
			}
			catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
				throw new IllegalArgumentException(wrong);
			}
		}

	}

}
