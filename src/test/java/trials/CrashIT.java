package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static trials.Undisturbed.CANARY_WORKLOAD;
import static trials.Undisturbed.DWELL;
import static trials.Undisturbed.LONG;
import static trials.Undisturbed.STABLE_WORKLOAD;
import static trials.Undisturbed.moving;

import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import local.HoldingProxy.Half;
import local.HoldingProxy.Write;
import local.HoldingProxy;
import local.Patience;
import org.junit.jupiter.api.Test;

/**
 * The application is killed with SIGKILL in every phase of a canary deploy and started
 * again: what it leaves behind is what an undisturbed run leaves. A proxy before the API
 * server makes the two moments that matter exact: the write that never arrived, and the
 * write that was carried out although nobody heard the answer.
 */
class CrashIT {

	private static final Duration LIMIT = Patience.LIMIT;

	@Test
	void aGoodReleaseKilledInEveryPhaseLeavesWhatAnUndisturbedOneLeaves() {
		Traces disturbed = Undisturbed.with("crash-good", operations -> {
			WorkflowStub run = operations.deploy("crash-good", "v1.3.0", DWELL);
			killAt(operations, run, Half.ANSWER, CANARY_WORKLOAD);
			killAt(operations, run, Half.REQUEST, moving(5));
			killAt(operations, run, Half.ANSWER, moving(5));
			killWhen(operations, run, () -> operations.watches(run));
			killWhen(operations, run, () -> operations.waitsAt(run, "stage-5"));
			operations.approve(run, "stage-5");
			operations.approve(run, "stage-50");
			operations.approve(run, "promote");
			killAt(operations, run, Half.ANSWER, STABLE_WORKLOAD);
			killAt(operations, run, Half.ANSWER, moving(0));
			killAt(operations, run, Half.ANSWER, CANARY_WORKLOAD.and(write -> write.method().equals("DELETE")));
			assertThat(operations.result(run).result()).isEqualTo(Outcome.Result.COMPLETED);
			return operations.traces(run);
		});
		assertThat(disturbed).isEqualTo(Undisturbed.good());
	}

	@Test
	void aBadReleaseKilledInEveryPhaseOfItsUndoLeavesWhatAnUndisturbedOneLeaves() {
		Traces disturbed = Undisturbed.with("crash-bad", operations -> {
			WorkflowStub run = operations.deploy("crash-bad", "v1.4.0-bad", LONG);
			await().atMost(LIMIT).until(() -> operations.wrote(moving(5)));
			killAt(operations, run, Half.REQUEST, moving(0));
			killAt(operations, run, Half.ANSWER, moving(0));
			killAt(operations, run, Half.ANSWER, CANARY_WORKLOAD.and(write -> write.method().equals("DELETE")));
			assertThat(Operations.failure(run)).hasMessageContaining("v1.4.0-bad");
			return operations.traces(run);
		});
		assertThat(disturbed).isEqualTo(Undisturbed.bad());
	}

	private static void killAt(Operations operations, WorkflowStub run, Half half, Predicate<Write> which) {
		HoldingProxy.Held held = operations.cluster.hold(half, which);
		killWhen(operations, run, held::caught);
		held.release();
	}

	private static void killWhen(Operations operations, WorkflowStub run, BooleanSupplier moment) {
		// A message that Slack has taken and nobody has noted yet would be sent again: no
		// webhook can
		// tell. That window is not what is tried here.
		await().atMost(LIMIT)
			.pollInterval(Duration.ofMillis(100))
			.ignoreExceptions()
			.until(() -> moment.getAsBoolean() && !operations.speaks(run));
		operations.application.kill();
		operations.application.start();
	}

}
