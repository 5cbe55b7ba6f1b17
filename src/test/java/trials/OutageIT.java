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
import java.time.Instant;
import java.util.function.BooleanSupplier;
import local.HoldingProxy.Half;
import local.HoldingProxy;
import local.Patience;
import org.junit.jupiter.api.Test;

/**
 * What a canary deploy depends on goes away in each of its phases and comes back: the end
 * is the same as that of an undisturbed run, evidence and messages arrive afterwards,
 * each once.
 */
class OutageIT {

	private static final Duration LIMIT = Patience.LIMIT;

	private static final Duration API_SERVER_AWAY = Duration.ofSeconds(20);

	private static final Duration PROMETHEUS_AWAY = Duration.ofMinutes(2);

	@Test
	void theApiServerGoesAwayInEachPhaseAndSlackRefusesEachMessageTwice() {
		Traces disturbed = Undisturbed.with("outage-cluster", operations -> {
			operations.slack.refuseFirst(500, 429);
			WorkflowStub run = operations.deploy("outage-cluster", "v1.3.0", DWELL);
			withoutApiServerAt(operations, operations.cluster.hold(Half.REQUEST, CANARY_WORKLOAD));
			withoutApiServerAt(operations, operations.cluster.hold(Half.ANSWER, moving(5)));
			until(() -> operations.watches(run));
			withoutApiServer(operations);
			until(() -> operations.waitsAt(run, "stage-5"));
			withoutApiServer(operations);
			operations.approve(run, "stage-5");
			operations.approve(run, "stage-50");
			operations.approve(run, "promote");
			withoutApiServerAt(operations, operations.cluster.hold(Half.ANSWER, STABLE_WORKLOAD));
			assertThat(operations.result(run).result()).isEqualTo(Outcome.Result.COMPLETED);
			return operations.traces(run);
		});
		assertThat(disturbed.objects()).isEqualTo(Undisturbed.good().objects());
		assertThat(disturbed.backups()).isEqualTo(Undisturbed.good().backups());
		assertThat(disturbed.messages()).containsAll(Undisturbed.good().messages());
		assertThat(disturbed.told()).as("each message once")
			.isEqualTo(disturbed.messages().stream().filter(message -> message.endsWith("|t")).count());
	}

	@Test
	void prometheusGoesAwayForTwoMinutesWhileWatchingAndAgainWhileAGateIsOpen() {
		Traces disturbed = Undisturbed.with("outage-metrics", operations -> {
			operations.stack.prometheus().stop();
			WorkflowStub run = operations.deploy("outage-metrics", "v1.3.0", DWELL);
			until(() -> operations.watches(run));
			int writes = operations.cluster.writes().size();
			stayAway(PROMETHEUS_AWAY);
			assertThat(operations.cluster.writes()).as("the weight is frozen").hasSize(writes);
			operations.stack.prometheus().start();
			until(() -> operations.waitsAt(run, "stage-5"));
			operations.stack.prometheus().stop();
			stayAway(Duration.ofSeconds(10));
			assertThat(operations.waitsAt(run, "stage-5")).isTrue();
			operations.stack.prometheus().start();
			operations.approve(run, "stage-5");
			operations.approve(run, "stage-50");
			operations.approve(run, "promote");
			assertThat(operations.result(run).result()).isEqualTo(Outcome.Result.COMPLETED);
			return operations.traces(run);
		});
		assertThat(disturbed.objects()).isEqualTo(Undisturbed.good().objects());
		assertThat(disturbed.messages()).containsAll(Undisturbed.good().messages())
			.anyMatch(message -> message.startsWith("source-down/5"));
	}

	@Test
	void theLedgerIsAwayFromTheFirstStepToTheLast() {
		Traces disturbed = Undisturbed.with("outage-ledger", operations -> {
			operations.stack.ledger().stop();
			WorkflowStub run = operations.deploy("outage-ledger", "v1.3.0", DWELL);
			operations.approve(run, "stage-5");
			operations.approve(run, "stage-50");
			operations.approve(run, "promote");
			until(() -> operations.runningVersion().equals("v1.3.0") && !operations.canaryIsThere());
			operations.stack.ledger().start();
			assertThat(operations.result(run).result()).isEqualTo(Outcome.Result.COMPLETED);
			return operations.traces(run);
		});
		assertThat(disturbed).isEqualTo(Undisturbed.good());
	}

	@Test
	void anUndoNeedsNeitherPrometheusNorSlackNorTheLedgerAndOutlivesTheApiServersAbsence() {
		Traces disturbed = Undisturbed.with("outage-undo", operations -> {
			WorkflowStub run = operations.deploy("outage-undo", "v1.3.0", LONG);
			until(() -> operations.watches(run));
			operations.stack.prometheus().stop();
			operations.slack.setDown(true);
			operations.stack.ledger().stop();
			HoldingProxy.Held weight = operations.cluster.hold(Half.REQUEST, moving(0));
			assertThat(operations.say(run, "abort", null).accepted()).isTrue();
			withoutApiServerAt(operations, weight);
			until(() -> !operations.canaryIsThere());
			operations.stack.prometheus().start();
			operations.stack.ledger().start();
			operations.slack.setDown(false);
			assertThat(Operations.failure(run)).hasMessageContaining("test");
			return operations.traces(run);
		});
		assertThat(disturbed.objects()).isEqualTo(Undisturbed.bad().objects());
		assertThat(disturbed.messages()).anyMatch(message -> message.startsWith("ended|") && message.endsWith("|t"));
	}

	private static void withoutApiServerAt(Operations operations, HoldingProxy.Held held) {
		until(held::caught);
		operations.stack.kubernetes().stopApiServer();
		held.release();
		stayAway(API_SERVER_AWAY);
		operations.stack.kubernetes().startApiServer();
	}

	private static void withoutApiServer(Operations operations) {
		operations.stack.kubernetes().stopApiServer();
		stayAway(API_SERVER_AWAY);
		operations.stack.kubernetes().startApiServer();
	}

	private static void until(BooleanSupplier state) {
		await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).ignoreExceptions().until(state::getAsBoolean);
	}

	/** The length of an outage is what is tried: time itself has to go by. */
	private static void stayAway(Duration duration) {
		Instant end = Instant.now().plus(duration);
		await().atMost(duration.plusSeconds(5)).until(() -> Instant.now().isAfter(end));
	}

}
