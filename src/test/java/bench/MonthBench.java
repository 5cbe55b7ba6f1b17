package bench;

import domain.maintenance.RoutineOutcome;
import domain.maintenance.TaskResult;
import domain.profile.Routine;
import domain.profile.RoutineTask;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import local.LocalStack;
import local.OtherSystems;
import local.Patience;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import systems.TestProfiles;
import trials.Station;

/**
 * A month's tasks of neural-hive-mind, against the sum of their slowest chain: tasks that
 * name each other by {@code after}, and tasks that change something, which go alone: what
 * only looks would else find what they have just stopped. Without the backup, for which
 * Velero would have to be there, and without the task for people. The answers at its
 * gates count.
 */
class MonthBench {

	private static final String SYSTEM = "neural-hive-mind";

	private static final Routine MONTH = TestProfiles.of(SYSTEM).maintenance().monthly();

	private static final List<String> GATES = List.of("downtime", "task-health", "task-security-scan");

	private static final int ROUNDS = 2;

	@Test
	void aMonthAgainstTheSumOfItsSlowestChain(@TempDir Path logs) throws TimeoutException {
		List<Double> whole = new ArrayList<>();
		List<Double> chain = new ArrayList<>();
		try (Station station = station(logs)) {
			for (int round = -1; round < ROUNDS; round++) {
				WorkflowStub run = station.start("MonthlyMaintenance",
						Map.of("system", SYSTEM, "without", List.of("backup", "secrets")));
				Awaitility.await()
					.pollInterval(Duration.ofMillis(100))
					.atMost(Patience.LIMIT)
					.until(() -> approved(run));
				RoutineOutcome outcome = run.getResult(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS,
						RoutineOutcome.class);
				Assertions.assertThat(outcome.tasks()).noneMatch(task -> task.status() == TaskResult.Status.FAILED);
				if (round >= 0) {
					whole.add(seconds(run.describe().getRawDescription().getWorkflowExecutionInfo()));
					chain.add(slowestChain(outcome.tasks()));
				}
			}
		}
		Figures.ratio("a month's tasks of " + SYSTEM + ", against the sum of their slowest chain", "s", whole, chain,
				1.1);
	}

	/** Says yes at each gate; whether the run has ended. */
	private static boolean approved(WorkflowStub run) {
		String progress = run.query("progress", String.class);
		GATES.stream()
			.filter(gate -> progress.contains("\"gate\": \"" + gate + "\""))
			.forEach(gate -> run.signal("approve", Map.of("gate", gate, "by", "tech-lead", "reason", "bench")));
		return run.describe().getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
	}

	/** api-gateway has no page of its own here: Prometheus' answers that all is well. */
	private static Station station(Path logs) {
		LocalStack stack = LocalStack.shared();
		Map<String, String> variables = new TreeMap<>();
		variables.put("NEURAL_HIVE_MIND_CHART", OtherSystems.deployNeuralHiveMind(stack.kubernetes()).toString());
		variables.put("NEURAL_HIVE_MIND_KUBECONFIG", stack.kubernetes().kubeconfig().toString());
		variables.put("NEURAL_HIVE_MIND_PROMETHEUS", stack.prometheus().url());
		variables.put("NEURAL_HIVE_MIND_API", stack.prometheus().url() + "/-/healthy?");
		variables.put("NEURAL_HIVE_MIND_SETTLE", "PT10S");
		variables.put("NEURAL_HIVE_MIND_VERSION_VALUE", "image.tag");
		variables.put("NEURAL_HIVE_MIND_LOGS", logs.toString());
		variables.put("HOLDFAST_SCHEDULES_ENABLED", "false");
		return new Station("month", variables);
	}

	private static double seconds(WorkflowExecutionInfo run) {
		return Duration.between(instant(run.getStartTime()), instant(run.getCloseTime())).toMillis() / 1e3;
	}

	private static Instant instant(com.google.protobuf.Timestamp moment) {
		return Instant.ofEpochSecond(moment.getSeconds(), moment.getNanos());
	}

	/** In the order in which they were begun. */
	private static double slowestChain(List<TaskResult> results) {
		Map<String, Double> ends = new HashMap<>();
		double alone = 0;
		double all = 0;
		for (TaskResult result : begun(results)) {
			RoutineTask task = MONTH.task(result.name()).orElseThrow();
			double named = task.after().stream().mapToDouble(name -> ends.getOrDefault(name, 0.0)).max().orElse(0);
			double begin = Math.max(named, task.sideBySide() ? alone : all);
			double end = begin + result.took().toMillis() / 1e3;
			ends.put(task.name(), end);
			alone = task.sideBySide() ? alone : end;
			all = Math.max(all, end);
		}
		return all;
	}

	private static List<TaskResult> begun(List<TaskResult> results) {
		return results.stream()
			.filter(result -> result.began() != null)
			.sorted(Comparator.comparing(TaskResult::began))
			.toList();
	}

}
