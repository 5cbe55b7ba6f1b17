package bench;

import static org.assertj.core.api.Assertions.assertThat;

import domain.run.Outcome;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import local.LocalStack;
import local.OtherSystems;
import local.Programs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Starting flow-c beside kubectl, which does the runbook's lines in the same order. */
class StartBench {

	private static final int ROUNDS = 6;

	/** Component, namespace, replicas, as the runbook starts them. */
	private static final List<String[]> ORDER = List.of(
			new String[] { "service-registry", "neural-hive-registry", "3" },
			new String[] { "execution-ticket-service", "neural-hive-orchestration", "2" },
			new String[] { "orchestrator-dynamic", "neural-hive-orchestration", "2" },
			new String[] { "worker-agents", "neural-hive-execution", "3" });

	private static String kubeconfig;

	private static Worker worker;

	@BeforeAll
	static void start() {
		OtherSystems.deployFlowC(LocalStack.shared().kubernetes());
		kubeconfig = LocalStack.shared().kubernetes().kubeconfig().toString();
		worker = new Worker().startOurs("--holdfast.systems=" + withoutDependencies(),
				"--FLOW_C_KUBECONFIG=" + kubeconfig, "--FLOW_C_PROMETHEUS=" + LocalStack.shared().prometheus().url(),
				"--holdfast.schedules.enabled=false");
	}

	@AfterAll
	static void stop() {
		worker.close();
	}

	@Test
	void aSystem() throws Exception {
		List<Double> ours = new ArrayList<>();
		List<Double> theirs = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			stopAll();
			long begin = System.nanoTime();
			for (String[] each : ORDER) {
				kubectl("scale", "deployment", each[0], "--replicas=" + each[2], "-n", each[1]);
				kubectl("rollout", "status", "deployment/" + each[0], "-n", each[1]);
			}
			double kubectl = seconds(begin);
			stopAll();
			begin = System.nanoTime();
			run(round);
			if (round > 0) {
				theirs.add(kubectl);
				ours.add(seconds(begin));
			}
		}
		Figures.ratio("flow-c started in order, against kubectl doing the same", "s", ours, theirs, 1.1);
	}

	/**
	 * The profile that is shipped, without the components behind the probes of
	 * dependencies: kubectl asks nothing that flow-c depends on, so ours does not either.
	 */
	private static Path withoutDependencies() {
		try {
			Path folder = Files.createTempDirectory("start-bench");
			String shipped = Files.readString(Path.of("src/main/resources/systems/flow-c.yaml"));
			Files.writeString(folder.resolve("flow-c.yaml"),
					shipped.replaceAll("(group: dependencies), component: [^,]+,", "$1,"));
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void run(int round) throws TimeoutException {
		var stub = LocalStack.shared()
			.temporal()
			.client()
			.newUntypedWorkflowStub("StartSystem",
					WorkflowOptions.newBuilder().setTaskQueue("operations").setWorkflowId("start-" + round).build());
		stub.start(Map.of("system", "flow-c"));
		Outcome outcome = stub.getResult(2, TimeUnit.MINUTES, Outcome.class);
		assertThat(outcome.changes()).hasSize(ORDER.size());
	}

	private static void stopAll() {
		for (String[] each : ORDER) {
			kubectl("scale", "deployment", each[0], "--replicas=0", "-n", each[1]);
		}
		for (String[] each : ORDER) {
			kubectl("wait", "--for=delete", "pod", "-l", "app=" + each[0], "-n", each[1], "--timeout=60s");
		}
	}

	private static void kubectl(String... arguments) {
		List<String> whole = new ArrayList<>(List.of("--kubeconfig", kubeconfig));
		whole.addAll(List.of(arguments));
		Programs.kubectl(whole.toArray(String[]::new));
	}

	private static double seconds(long begin) {
		return (System.nanoTime() - begin) / 1e9;
	}

}
