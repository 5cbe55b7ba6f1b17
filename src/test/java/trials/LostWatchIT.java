package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import domain.gate.Decision;
import domain.run.Outcome;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import local.LocalStack.Part;
import local.LocalStack;
import local.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import systems.TestProfiles;
import workflows.release.CanaryDeploy;

/**
 * A watch dies in the moment in which it is told to stop. Temporal repeats no step that
 * was told to stop, and the test server in memory forgets such a step: only the real one
 * shows what becomes of the run.
 */
class LostWatchIT {

	private static final Duration LIMIT = Patience.LIMIT;

	private Theatre theatre;

	private String id;

	@BeforeEach
	void open(TestInfo test) {
		id = "lost-watch-" + test.getTestMethod().orElseThrow().getName();
		theatre = new Theatre(TestProfiles.agenteIa(), LocalStack.shared().start(Part.TEMPORAL).temporal());
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	@Test
	void aWatchThatFailsThenIsNoReasonToUndo() {
		theatre.failOnce("watchCanary");
		theatre.sayDuring("watchCanary/5", id, "hold");
		assertPromotedAfterResume(EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED);
	}

	@Test
	void aWorkerThatIsLostThenIsNoReasonToUndo() {
		theatre.during("watchCanary/5", () -> {
			theatre.client().newUntypedWorkflowStub(id).signal("hold", new Decision(null, "oncall", "because"));
			await().atMost(LIMIT).until(() -> met(EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT));
		});
		assertPromotedAfterResume(EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT);
	}

	private void assertPromotedAfterResume(EventType death) {
		WorkflowStub run = theatre.start("CanaryDeploy", id,
				CanaryDeploy.Request.of("agente-ia", "agente-api", "v1.3.0"));
		await().atMost(LIMIT).until(() -> theatre.world.heard("hold") && met(death));
		run.signal("resume", new Decision(null, "oncall", "because"));
		assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(theatre.world.state()).startsWith("stable v1.3.0, canary false, weight 0, ");
		assertThat(theatre.world.effects).doesNotHaveDuplicates();
	}

	private boolean met(EventType event) {
		return theatre.events(id).contains(event);
	}

}
