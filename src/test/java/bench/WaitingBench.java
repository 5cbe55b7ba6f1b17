package bench;

import static org.awaitility.Awaitility.await;

import bench.procedures.TouchesImpl;
import io.temporal.client.WorkflowStub;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What thousands of procedures that wait at a gate cost the worker in memory. */
class WaitingBench {

	private static final int WAITING = 2000;

	/**
	 * Started together: all at once would measure how a crowd comes in, not how it waits.
	 */
	private static final int PORTION = 100;

	/** What a canary has done at least when it comes to its first gate. */
	private static final int STEPS = 6;

	@Test
	void heapOfProceduresThatWaitAtAGate() {
		try (Worker worker = new Worker()) {
			worker.startBare(WAITING + 500);
			double before = used();
			startAll(number -> worker.bare(number, "waiting-" + number + "-bare", 1, STEPS),
					number -> TouchesImpl.moment("waiting-" + number + "-bare/" + (STEPS - 1)) != null);
			worker.settle();
			double bare = used() - before;
			worker.stopBare();

			worker.startOurs("--spring.temporal.workflow-cache.max-instances=" + (WAITING + 500));
			double beforeOurs = used();
			startAll(number -> worker.ours(number, "waiting-" + number, 1, STEPS),
					number -> TouchesImpl.moment("waiting-" + number + "/" + (STEPS - 1)) != null);
			await().atMost(Duration.ofMinutes(10))
				.pollInterval(Duration.ofSeconds(2))
				.until(() -> worker.waiting("BenchOurs", " AND HoldfastWaitingFor = 'gate-0'") == WAITING);
			worker.settle();
			double ours = used() - beforeOurs;
			Figures.ratio("heap of " + WAITING + " procedures that wait at a gate, against bare waiting workflows",
					"MB", List.of(ours), List.of(bare), 1.5);
		}
	}

	private interface Start {

		WorkflowStub run(int number);

	}

	private static void startAll(Start start, IntPredicate came) {
		try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
			for (int first = 0; first < WAITING; first += PORTION) {
				int[] portion = IntStream.range(first, first + PORTION).toArray();
				List<Callable<WorkflowStub>> starts = Arrays.stream(portion)
					.<Callable<WorkflowStub>>mapToObj(number -> () -> start.run(number))
					.toList();
				for (Future<WorkflowStub> started : executor.invokeAll(starts)) {
					started.get();
				}
				await().atMost(Duration.ofMinutes(5)).until(() -> Arrays.stream(portion).allMatch(came));
			}
		}
		catch (InterruptedException | ExecutionException failed) {
			throw new IllegalStateException("A run could not be started", failed);
		}
	}

	/** Used heap in megabytes after collecting what can be collected. */
	private static double used() {
		for (int round = 0; round < 4; round++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
	}

}
