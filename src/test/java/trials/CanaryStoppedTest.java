package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import domain.gate.Decision;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;
import workflows.release.CanaryDeploy;

/**
 * What people say between the gates, in every wait of a canary deploy. An abort undoes at
 * once wherever the run is; a no has nothing to answer where nothing is asked: it is
 * refused, filed, and changes nothing.
 */
class CanaryStoppedTest {

	private static final String ID = "canary";

	private static final String AS_BEFORE = "stable v1.2.0, canary false, weight 0, ";

	private static final String PROMOTED = "stable v1.3.0, canary false, weight 0, backups 1";

	private static final int[] STAGES = { 5, 25, 50, 100 };

	/** The waits with no gate open in which everything can still be taken back. */
	private static Stream<String> waits() {
		Stream<String> stages = IntStream.of(STAGES)
			.boxed()
			.flatMap(weight -> Stream.of("provideCapacity/" + weight, "shiftTraffic/" + weight,
					"watchCanary/" + weight));
		return Stream
			.of(Stream.of("inspectChecklist", "takeBackup", "verifyBackup", "createCanary"), stages,
					Stream.of("promoteStable", "returnTraffic", "runSmokeTest"))
			.flatMap(each -> each);
	}

	@TestFactory
	Stream<DynamicTest> anAbortInAnyWaitTakesEverythingBack() {
		return waits().map(wait -> trial("aborted during " + wait, theatre -> {
			IntStream.of(STAGES)
				.filter(weight -> wait.equals("watchCanary/" + weight))
				.forEach(theatre.world.undecided::add);
			theatre.sayDuring(wait, ID, "abort");
			assertAborted(theatre, start(theatre));
			assertThat(theatre.saidAll()).isTrue();
		}));
	}

	/** Past the point of no return nothing is left to take back, only to tidy up. */
	@Test
	void anAbortAfterThePointOfNoReturnIsRefusedAndLeavesNoCanaryBehind() {
		try (Theatre theatre = new Theatre(TestProfiles.agenteIa())) {
			theatre.sayDuring("removeCanary", ID, "abort");
			assertThat(start(theatre).getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(theatre.world.state()).startsWith(PROMOTED);
			assertThat(theatre.world.told).contains("canary-promoted");
			assertThat(theatre.world.decisions).filteredOn(decision -> decision.verb().equals("abort"))
				.singleElement()
				.satisfies(decision -> assertThat(decision.accepted()).isFalse());
		}
	}

	@Test
	void aCancellationAfterThePointOfNoReturnLeavesNoCanaryBehindThoughTheRemovalFailsOnce() {
		try (Theatre theatre = new Theatre(TestProfiles.agenteIa())) {
			theatre.failOnce("removeCanary");
			theatre.cancelDuring("removeCanary", ID);
			WorkflowStub run = start(theatre);
			// Temporal shows every run that somebody cancelled as cancelled, however it
			// ended.
			assertThatThrownBy(() -> run.getResult(Outcome.class)).hasCauseInstanceOf(CanceledFailure.class);
			assertThat(theatre.saidAll()).isTrue();
			assertThat(theatre.world.state()).startsWith(PROMOTED);
			assertThat(theatre.world.told).contains("canary-promoted");
		}
	}

	@TestFactory
	Stream<DynamicTest> aNoWhereNothingIsAskedIsRefusedAndChangesNothing() {
		return waits().map(wait -> trial("no said during " + wait, theatre -> {
			theatre.sayDuring(wait, ID, "reject");
			assertThat(start(theatre).getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(theatre.world.state()).startsWith(PROMOTED);
			assertThat(theatre.world.effects).doesNotHaveDuplicates();
			assertThat(theatre.world.decisions).filteredOn(decision -> decision.verb().equals("reject"))
				.singleElement()
				.satisfies(decision -> assertThat(decision.accepted()).isFalse());
		}));
	}

	@TestFactory
	Stream<DynamicTest> anAbortWhileAStageIsHeldTakesEverythingBack() {
		return IntStream.of(STAGES).mapToObj(weight -> trial("held at " + weight, theatre -> {
			theatre.world.undecided.add(weight);
			WorkflowStub run = holdDuringWatch(theatre, weight);
			run.signal("abort", new Decision(null, "oncall", "because"));
			assertAborted(theatre, run);
		}));
	}

	@TestFactory
	Stream<DynamicTest> aHeldStageIsNotLeftBeforeItIsResumed() {
		return IntStream.of(STAGES).mapToObj(weight -> trial("held at " + weight, theatre -> {
			theatre.world.undecided.add(weight);
			WorkflowStub run = holdDuringWatch(theatre, weight);
			run.signal("reject", new Decision(null, "oncall", "because"));
			await().until(() -> theatre.world.heard("reject"));
			assertThat(theatre.world.weight).isEqualTo(weight);
			theatre.world.undecided.clear();
			run.signal("resume", new Decision(null, "oncall", "because"));
			assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(theatre.world.state()).startsWith(PROMOTED);
		}));
	}

	private static WorkflowStub holdDuringWatch(Theatre theatre, int weight) {
		theatre.sayDuring("watchCanary/" + weight, ID, "hold");
		WorkflowStub run = start(theatre);
		await().until(() -> theatre.world.heard("hold"));
		return run;
	}

	private static void assertAborted(Theatre theatre, WorkflowStub run) {
		assertThat(Operations.failure(run).getType()).isEqualTo("ABORTED");
		assertThat(theatre.world.state()).startsWith(AS_BEFORE);
		assertThat(theatre.world.effects).doesNotHaveDuplicates();
		if (theatre.world.effects.contains("canary created")) {
			assertThat(theatre.world.effects).endsWith("canary removed");
			assertThat(theatre.world.told).contains("ended");
		}
	}

	private static WorkflowStub start(Theatre theatre) {
		return theatre.start("CanaryDeploy", ID, CanaryDeploy.Request.of("agente-ia", "agente-api", "v1.3.0"));
	}

	private static DynamicTest trial(String name, Consumer<Theatre> trial) {
		return DynamicTest.dynamicTest(name, () -> {
			try (Theatre theatre = new Theatre(TestProfiles.agenteIa())) {
				trial.accept(theatre);
			}
		});
	}

}
