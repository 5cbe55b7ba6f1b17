package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import domain.maintenance.RoutineOutcome;
import domain.run.Outcome;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import local.OtherSystems;
import local.Patience;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import local.PrometheusServer;
import local.SlackStandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The systems of two other runbooks operated through the front door on the real API
 * server.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifecycleIT {

	private static final Map<String, Integer> UP = Map.of("service-registry", 3, "execution-ticket-service", 2,
			"orchestrator-dynamic", 2, "worker-agents", 3);

	private static final Map<String, Integer> DOWN = Map.of("service-registry", 0, "execution-ticket-service", 0,
			"orchestrator-dynamic", 0, "worker-agents", 0);

	private static Station station;

	private static SlackStandIn slack;

	@BeforeAll
	static void open() {
		var kubernetes = local.LocalStack.shared().kubernetes();
		OtherSystems.deployFlowC(kubernetes);
		String chart = OtherSystems.deployNeuralHiveMind(kubernetes).toString();
		PrometheusServer prometheus = local.LocalStack.shared().prometheus();
		String[] temporal = local.LocalStack.shared().temporal().address().split(":");
		Map<String, String> variables = new TreeMap<>();
		variables.put("FLOW_C_KUBECONFIG", kubernetes.kubeconfig().toString());
		variables.put("FLOW_C_PROMETHEUS", prometheus.url());
		variables.put("FLOW_C_ALERTMANAGER", local.LocalStack.shared().alertmanager().url());
		variables.put("FLOW_C_TEMPORAL", temporal[0]);
		variables.put("FLOW_C_TEMPORAL_PORT", temporal[1]);
		variables.put("FLOW_C_SILENCE_FOR", "PT15S");
		variables.put("FLOW_C_WATCH", "PT3S");
		variables.put("NEURAL_HIVE_MIND_KUBECONFIG", kubernetes.kubeconfig().toString());
		variables.put("NEURAL_HIVE_MIND_PROMETHEUS", prometheus.url());
		variables.put("NEURAL_HIVE_MIND_SETTLE", "PT2S");
		variables.put("NEURAL_HIVE_MIND_CHART", chart);
		variables.put("NEURAL_HIVE_MIND_VERSION_VALUE", "image.tag");
		slack = new SlackStandIn(local.LocalStack.shared().directory().resolve("lifecycle-messages.log"));
		variables.put("FLOW_C_SLACK_OPS", slack.url());
		station = new Station("lifecycle", variables);
	}

	/** Told to end, it ends by itself: Helm has not kept its signals. */
	@AfterAll
	static void close() {
		station.close();
		slack.close();
		assertThat(station.application.awaitEnd()).isIn(0, 143);
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
	void theConfigurationOfFlowCIsChangedThoughTheWorkerIsKilledAndRolledBack() {
		Map<String, Object> edit = Map.of("configMap", "orchestrator-config", "set", Map.of("LOG_LEVEL", "debug"));
		long generation = orchestrator().getMetadata().getGeneration();
		WorkflowStub change = station.start("ConfigurationChange",
				Map.of("system", "flow-c", "component", "orchestrator-dynamic", "change", edit));
		await().atMost(Patience.LIMIT).until(() -> logLevel().equals("debug"));
		station.killAndStartAgain();
		Outcome changed = station.result(change);
		assertThat(orchestrator().getMetadata().getGeneration()).as("restarted once").isEqualTo(generation + 1);
		assertThat(configurations()).filteredOn(name -> name.startsWith("orchestrator-config-before-")).hasSize(1);
		assertThat(changed.changes()).extracting(Object::toString)
			.containsExactly("configmap/orchestrator-config LOG_LEVEL: info -> debug",
					"deployment/orchestrator-dynamic pods: as they run -> started anew");
		String copy = changed.summary().replaceAll(".*\"restore\": \"([^\"]+)\".*", "$1");
		station.run("ConfigurationChange", Map.of("system", "flow-c", "component", "orchestrator-dynamic", "change",
				Map.of("configMap", "orchestrator-config", "restore", copy)));
		assertThat(logLevel()).isEqualTo("info");
	}

	private static long silences() {
		return station.stack.alertmanager().silences("new disks");
	}

	private static List<String> said(String text) {
		return slack.messages().stream().filter(message -> message.contains(text)).toList();
	}

	/**
	 * The worker is killed before the window's end and not there when it comes: the
	 * silence ends at the moment that was set when it was renewed last, told to end by
	 * nobody. Whoever comes then puts the counts back and says so, once.
	 */
	@Test
	void theSilenceOfAWindowEndsThoughItsWorkerIsGonePastTheWindowsEnd() {
		long generation = workers().getMetadata().getGeneration();
		WorkflowStub window = station.start("MaintenanceWindow", Map.of("system", "flow-c", "duration", "PT20S",
				"reason", "new disks", "withoutBackup", "nothing to lose here"));
		await().atMost(Patience.LIMIT).until(() -> silences() == 1 && replicas().get("worker-agents") == 0);
		station.application.kill();
		List<Instant> ends = station.stack.alertmanager().silenceEnds("new disks");
		assertThat(ends).hasSize(1);
		Instant over = window.describe().getStartTime().plusSeconds(20);
		await().atMost(Patience.LIMIT).until(() -> silences() == 0 && Instant.now().isAfter(over));
		assertThat(station.stack.alertmanager().silenceEnds("new disks")).as("ended by itself").isEqualTo(ends);
		assertThat(replicas().get("worker-agents")).as("nobody is there").isZero();
		assertThat(said("a manutenção terminou")).isEmpty();

		station.application.start();
		assertThat(station.result(window).summary()).contains("fechada");
		assertThat(silences()).isZero();
		assertThat(replicas()).isEqualTo(UP);
		assertThat(workers().getMetadata().getGeneration()).as("down once and up once").isEqualTo(generation + 2);
		assertThat(said("começa uma janela de manutenção")).hasSize(1);
		await().atMost(Patience.LIMIT).untilAsserted(() -> assertThat(said("a manutenção terminou")).hasSize(1));
	}

	private static Deployment workers() {
		return station.stack.kubernetes()
			.client()
			.apps()
			.deployments()
			.inNamespace("neural-hive-execution")
			.withName("worker-agents")
			.get();
	}

	/** Its controller scales up to the bound; without metrics it takes nothing back. */
	@Test
	void anAutoscalerIsTriedAndItsBoundsArePutBackThoughTheWorkerIsKilled() throws TimeoutException {
		var cluster = station.stack.kubernetes();
		cluster
			.apply("""
					apiVersion: autoscaling/v2
					kind: HorizontalPodAutoscaler
					metadata: {name: api-gateway, namespace: neural-hive-mind}
					spec:
					  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api-gateway}
					  minReplicas: 3
					  maxReplicas: 6
					  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]
					""");
		var autoscaler = cluster.client()
			.autoscaling()
			.v2()
			.horizontalPodAutoscalers()
			.inNamespace("neural-hive-mind")
			.withName("api-gateway");
		var gateway = cluster.client().apps().deployments().inNamespace("neural-hive-mind").withName("api-gateway");
		WorkflowStub weekly = station.start("WeeklyMaintenance",
				Map.of("system", "neural-hive-mind", "tasks", List.of("autoscaler")));
		await().atMost(Patience.LIMIT).until(() -> autoscaler.get().getSpec().getMinReplicas() == 4);
		station.killAndStartAgain();
		assertThat(weekly.getResult(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS, RoutineOutcome.class).summary())
			.startsWith("8 tarefas: 1 feita");
		assertThat(autoscaler.get().getSpec().getMinReplicas()).isEqualTo(3);
		assertThat(autoscaler.get().getSpec().getMaxReplicas()).isEqualTo(6);
		assertThat(gateway.get().getSpec().getReplicas()).isEqualTo(4);
		autoscaler.delete();
		gateway.scale(3);
	}

	private static Deployment orchestrator() {
		return station.stack.kubernetes()
			.client()
			.apps()
			.deployments()
			.inNamespace("neural-hive-orchestration")
			.withName("orchestrator-dynamic")
			.get();
	}

	private static List<String> configurations() {
		return names(station.stack.kubernetes().client().configMaps().inNamespace("neural-hive-orchestration").list());
	}

	private static List<String> names(KubernetesResourceList<?> list) {
		return list.getItems().stream().map(each -> each.getMetadata().getName()).toList();
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
	@Order(1)
	void neuralHiveMindIsScaledDownStepByStepThoughTheWorkerIsKilled() {
		long generation = engine().getMetadata().getGeneration();
		WorkflowStub scale = station.start("Scale",
				Map.of("system", "neural-hive-mind", "component", "neural-engine", "replicas", 4));
		await().atMost(Patience.LIMIT).until(() -> engine().getSpec().getReplicas() == 5);
		station.killAndStartAgain();
		assertThat(station.result(scale).changes()).extracting(Object::toString)
			.containsExactly("deployment/neural-engine replicas: 6 -> 5", "deployment/neural-engine replicas: 5 -> 4");
		assertThat(engine().getSpec().getReplicas()).isEqualTo(4);
		assertThat(engine().getMetadata().getGeneration()).as("scaled twice").isEqualTo(generation + 2);
	}

	@Test
	@Order(2)
	void neuralHiveMindIsUpgradedByHelmOnceThoughTheWorkerIsKilled() {
		WorkflowStub deploy = station.start("Deploy",
				Map.of("system", "neural-hive-mind", "component", "neural-engine", "version", "v1.1.0"));
		await().atMost(Patience.LIMIT).until(() -> revisions().size() > 1);
		station.killAndStartAgain();
		assertThat(station.result(deploy).changes()).hasSize(1);
		assertThat(revisions()).containsExactly("sh.helm.release.v1.neural-hive-mind.v1",
				"sh.helm.release.v1.neural-hive-mind.v2");
		assertThat(engine().getSpec().getTemplate().getSpec().getContainers().get(0).getImage()).endsWith(":v1.1.0");
	}

	private static List<String> revisions() {
		return names(station.stack.kubernetes()
			.client()
			.secrets()
			.inNamespace("neural-hive-mind")
			.withLabel("owner", "helm")
			.list());
	}

}
