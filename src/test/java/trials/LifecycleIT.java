package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import domain.run.Outcome;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import local.OtherSystems;
import local.Patience;
import local.PrometheusServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The systems of two other runbooks operated through the front door on the real API
 * server.
 */
class LifecycleIT {

	private static final Map<String, Integer> UP = Map.of("service-registry", 3, "execution-ticket-service", 2,
			"orchestrator-dynamic", 2, "worker-agents", 3);

	private static final Map<String, Integer> DOWN = Map.of("service-registry", 0, "execution-ticket-service", 0,
			"orchestrator-dynamic", 0, "worker-agents", 0);

	private static Station station;

	@BeforeAll
	static void open() {
		var kubernetes = local.LocalStack.shared().kubernetes();
		OtherSystems.deployFlowC(kubernetes);
		OtherSystems.deployNeuralHiveMind(kubernetes);
		PrometheusServer prometheus = local.LocalStack.shared().prometheus();
		station = new Station("lifecycle",
				Map.of("FLOW_C_KUBECONFIG", kubernetes.kubeconfig().toString(), "NEURAL_HIVE_MIND_KUBECONFIG",
						kubernetes.kubeconfig().toString(), "FLOW_C_PROMETHEUS", prometheus.url(),
						"NEURAL_HIVE_MIND_PROMETHEUS", prometheus.url(), "NEURAL_HIVE_MIND_SETTLE", "PT2S"));
	}

	@AfterAll
	static void close() {
		station.close();
	}

	private static Map<String, Integer> replicas() {
		Map<String, Integer> found = new TreeMap<>();
		for (String namespace : List.of("neural-hive-registry", "neural-hive-orchestration", "neural-hive-execution")) {
			station.stack.kubernetes()
				.client()
				.apps()
				.deployments()
				.inNamespace(namespace)
				.list()
				.getItems()
				.forEach(each -> found.put(each.getMetadata().getName(), each.getSpec().getReplicas()));
		}
		return found;
	}

	private static Deployment engine() {
		return station.stack.kubernetes()
			.client()
			.apps()
			.deployments()
			.inNamespace("neural-hive-mind")
			.withName("neural-engine")
			.get();
	}

	@Test
	void flowCIsStoppedAndStartedInOrderWhateverHappensToTheWorker() {
		Outcome plan = station.run("StopSystem", Map.of("system", "flow-c", "mode", "plan"));
		assertThat(replicas()).as("a plan changes nothing").isEqualTo(UP);
		WorkflowStub stop = station.start("StopSystem", Map.of("system", "flow-c", "reason", "trial"));
		await().atMost(Patience.LIMIT).until(() -> replicas().get("worker-agents") == 0);
		station.killAndStartAgain();
		Outcome stopped = station.result(stop);
		assertThat(stopped.changes()).containsExactlyInAnyOrderElementsOf(plan.changes());
		assertThat(replicas()).isEqualTo(DOWN);
		WorkflowStub start = station.start("StartSystem", Map.of("system", "flow-c"));
		await().atMost(Patience.LIMIT).until(() -> replicas().get("service-registry") == 3);
		station.killAndStartAgain();
		station.result(start);
		assertThat(replicas()).isEqualTo(UP);
	}

	@Test
	void theConfigurationOfFlowCIsChangedAndRolledBack() {
		Map<String, Object> edit = Map.of("configMap", "orchestrator-config", "set", Map.of("LOG_LEVEL", "debug"));
		Outcome changed = station.run("ConfigurationChange",
				Map.of("system", "flow-c", "component", "orchestrator-dynamic", "change", edit));
		assertThat(logLevel()).isEqualTo("debug");
		assertThat(changed.changes()).extracting(Object::toString)
			.containsExactly("configmap/orchestrator-config LOG_LEVEL: info -> debug",
					"deployment/orchestrator-dynamic pods: as they run -> started anew");
		String copy = changed.summary().replaceAll(".*\"restore\": \"([^\"]+)\".*", "$1");
		station.run("ConfigurationChange", Map.of("system", "flow-c", "component", "orchestrator-dynamic", "change",
				Map.of("configMap", "orchestrator-config", "restore", copy)));
		assertThat(logLevel()).isEqualTo("info");
	}

	private static String logLevel() {
		return station.stack.kubernetes()
			.client()
			.configMaps()
			.inNamespace("neural-hive-orchestration")
			.withName("orchestrator-config")
			.get()
			.getData()
			.get("LOG_LEVEL");
	}

	@Test
	void neuralHiveMindIsScaledDownStepByStep() {
		Outcome outcome = station.run("Scale",
				Map.of("system", "neural-hive-mind", "component", "neural-engine", "replicas", 4));
		assertThat(outcome.changes()).extracting(Object::toString)
			.containsExactly("deployment/neural-engine replicas: 6 -> 5", "deployment/neural-engine replicas: 5 -> 4");
		assertThat(engine().getSpec().getReplicas()).isEqualTo(4);
	}

}
