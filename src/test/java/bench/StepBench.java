package bench;

import static org.awaitility.Awaitility.await;

import bench.procedures.TouchesImpl;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What our steps and gates cost beside the bare SDK's. */
class StepBench {

	private static final int ROUNDS = 12;

	private static final int STEPS = 40;

	private static final int GATES = 40;

	private static Worker worker;

	@BeforeAll
	static void start() {
		worker = new Worker().startOurs().startBare(2000);
	}

	@AfterAll
	static void stop() {
		worker.close();
	}

	@Test
	void aStep() {
		List<Double> ours = new ArrayList<>();
		List<Double> bare = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			String key = "step-" + round;
			worker.ours(round, key + "-ours", 0, STEPS).getResult(Void.class);
			worker.bare(round, key + "-bare", 0, STEPS).getResult(Void.class);
			if (round > 1) {
				ours.addAll(gaps(key + "-ours"));
				bare.addAll(gaps(key + "-bare"));
			}
		}
		Figures.ratio("a step, against a step of the bare SDK", "ms", ours, bare, 1.1);
	}

	/** From the begin of one step to the begin of the next, in milliseconds. */
	private static List<Double> gaps(String key) {
		List<Double> gaps = new ArrayList<>();
		for (int step = 1; step < STEPS; step++) {
			gaps.add((TouchesImpl.moment(key + "/" + step) - TouchesImpl.moment(key + "/" + (step - 1))) / 1e6);
		}
		return gaps;
	}

	@Test
	void anApproval() {
		List<Double> ours = new ArrayList<>();
		List<Double> bare = new ArrayList<>();
		WorkflowStub mine = worker.ours(0, "gate-ours", GATES, 0);
		WorkflowStub theirs = worker.bare(0, "gate-bare", GATES, 0);
		for (int gate = 0; gate < GATES; gate++) {
			String open = "\"gate\": \"gate-" + gate + "\"";
			await().pollInterval(Duration.ofMillis(200))
				.ignoreExceptions()
				.until(() -> mine.query("progress", String.class).contains(open));
			// What follows an approval (evidence, the next gate) must not slow the other
			// side: both are asked in quiet, and each is first every second time.
			if (gate % 2 == 0) {
				ours.add(answered(mine, "gate-ours/gate-" + gate));
				bare.add(answered(theirs, "gate-bare/gate-" + gate));
			}
			else {
				bare.add(answered(theirs, "gate-bare/gate-" + gate));
				ours.add(answered(mine, "gate-ours/gate-" + gate));
			}
		}
		Figures.ratio("an approval until the next step has begun, against a bare signal", "ms", ours.subList(2, GATES),
				bare.subList(2, GATES), 1.2);
	}

	private static double answered(WorkflowStub run, String key) {
		await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
		long sent = System.nanoTime();
		worker.approve(run);
		await().pollInterval(Duration.ofMillis(2)).until(() -> TouchesImpl.moment(key) != null);
		return (TouchesImpl.moment(key) - sent) / 1e6;
	}

}
