package bench;

import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import local.Application;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trials.Operations;

/**
 * How fast a canary is taken out of traffic, and how fast it is taken up after a crash.
 */
class CanaryBench {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final Duration LONG = Duration.ofMinutes(10);

	private static final double POLL_SECONDS = 1;

	private static final int ROUNDS = 5;

	private static Operations operations;

	@BeforeAll
	static void start() {
		operations = Operations.packaged("canary-bench");
	}

	@AfterAll
	static void stop() {
		operations.close();
	}

	@Test
	void fromTheSampleToNoTraffic() {
		List<Double> seconds = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			WorkflowStub run = operations.deploy("sample-" + round, "v1.4.0-bad", LONG);
			until(() -> operations.canaryShare() == 5);
			// The first moment at which a check of the profile has the requests that it
			// asks for.
			until(() -> operations.requestsInWindow("v1.4.0-bad") >= 150);
			long visible = System.nanoTime();
			until(() -> operations.canaryShare() == 0);
			seconds.add((System.nanoTime() - visible) / 1e9);
			awaitEnd(run);
			until(() -> operations.requestsInWindow("v1.4.0-bad") == 0);
		}
		Figures.atMost("sample visible in Prometheus until weight 0 is read back, beyond the poll period", "s",
				Figures.median(seconds) - POLL_SECONDS, 1);
	}

	@Test
	void fromAKillToTheNextAction() {
		WorkflowStub run = operations.deploy("killed", "v1.3.0", LONG);
		List<Double> restarted = new ArrayList<>();
		List<Double> takenOver = new ArrayList<>();
		until(() -> operations.watchAttempt(run) == 1);
		for (int round = 0; round < ROUNDS; round++) {
			int attempt = operations.watchAttempt(run);
			operations.application.kill();
			long killed = System.nanoTime();
			operations.application.start();
			until(() -> operations.watchAttempt(run) > attempt);
			restarted.add((System.nanoTime() - killed) / 1e9);
		}
		for (int round = 0; round < ROUNDS; round++) {
			takenOver.add(besideASecond(run));
		}
		operations.say(run, "abort", null);
		awaitEnd(run);
		Figures.atMost("kill -9 until the watch goes on, with a second worker there", "s", Figures.median(takenOver),
				5);
		Figures.atMost("kill -9 until the watch goes on, the application started again at once", "s",
				Figures.median(restarted), 5);
	}

	private static double besideASecond(WorkflowStub run) {
		Application second = operations.second();
		second.start();
		try {
			int attempt = operations.watchAttempt(run);
			operations.application.kill();
			long killed = System.nanoTime();
			until(() -> operations.watchAttempt(run) > attempt);
			return (System.nanoTime() - killed) / 1e9;
		}
		finally {
			operations.application.start();
			second.stop();
		}
	}

	private static void awaitEnd(WorkflowStub run) {
		try {
			throw new IllegalStateException("it was not undone: " + run.getResult(Object.class));
		}
		catch (WorkflowFailedException undone) {
			until(() -> !operations.canaryIsThere());
		}
	}

	private static void until(BooleanSupplier state) {
		await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).ignoreExceptions().until(state::getAsBoolean);
	}

}
