package local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import local.LocalStack.Part;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every server of the local stack really starts, stops and starts again with its data.
 */
class LocalStackIT {

	@TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.ON_SUCCESS)
	static Path directory;

	private static LocalStack stack;

	@BeforeAll
	static void startEverythingAtOnce() {
		stack = new LocalStack(directory.resolve("stack"));
		stack.start(Part.values());
	}

	@AfterAll
	static void stopEverything() {
		stack.close();
	}

	@Test
	void temporalKeepsItsSearchAttributesOverARestart() {
		TemporalServer temporal = stack.temporal();
		temporal.stop();
		assertThat(temporal.isRunning()).isFalse();
		temporal.start();
		var attributes = OperatorServiceGrpc.newBlockingStub(temporal.stubs().getRawChannel())
			.listSearchAttributes(
					ListSearchAttributesRequest.newBuilder().setNamespace(TemporalServer.NAMESPACE).build());
		assertThat(attributes.getCustomAttributesMap()).containsKeys("HoldfastSystem", "HoldfastComponent",
				"HoldfastPhase", "HoldfastWaitingFor");
	}

	@Test
	void postgresKeepsItsDataOverARestartAndAKill() throws SQLException {
		PostgresServer postgres = stack.systemDatabase();
		postgres.createDatabase("kept").execute("kept", "CREATE TABLE leads (id int); INSERT INTO leads VALUES (7)");
		postgres.stop();
		postgres.start();
		postgres.kill();
		postgres.start();
		try (Connection connection = postgres.dataSource("kept").getConnection();
				var rows = connection.createStatement().executeQuery("SELECT id FROM leads")) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getInt(1)).isEqualTo(7);
		}
	}

	@Test
	void postgresRefusesAWrongPassword() {
		assertThatThrownBy(
				() -> stack.ledger().dataSource("postgres").getConnection(PostgresServer.USER, "wrong").close())
			.isInstanceOf(SQLException.class)
			.hasMessageContaining("password authentication failed");
	}

	@Test
	void prometheusScrapesOverARestartAndKeepsOldSamples() {
		PrometheusServer prometheus = stack.prometheus();
		prometheus.scrape("alertmanager", stack.alertmanager().address());
		awaitSample("up{job=\"alertmanager\"} == 1");
		prometheus.stop();
		prometheus.start();
		awaitSample("up{job=\"alertmanager\"} == 1");
		assertThat(prometheus.query("count_over_time(up{job=\"alertmanager\"}[1h])")).contains("\"value\"");
		prometheus.stopScraping("alertmanager");
	}

	private void awaitSample(String query) {
		Awaitility.await(query)
			.atMost(Patience.LIMIT)
			.untilAsserted(() -> assertThat(stack.prometheus().query(query)).contains("\"value\""));
	}

	@Test
	void alertmanagerTellsWhatFiresAndForgetsWhatIsResolved() {
		Map<String, String> alert = Map.of("alertname", "HighErrorRate", "severity", "critical");
		stack.alertmanager().fire(alert);
		assertThat(Web.get(stack.alertmanager().url() + "/api/v2/alerts")).contains("HighErrorRate");
		stack.alertmanager().resolve(alert);
		Awaitility.await()
			.untilAsserted(() -> assertThat(Web.get(stack.alertmanager().url() + "/api/v2/alerts?active=true"))
				.doesNotContain("HighErrorRate"));
	}

	@Test
	void aDeploymentGetsReadyAndItsPodsAnswerLogs() {
		stack.kubernetes().writePodLog("hello from a simulated pod");
		deploy("good", "registry.example.com/agente-api:v1.2.0", 12);
		Awaitility.await()
			.atMost(Patience.LIMIT)
			.untilAsserted(() -> assertThat(deploymentReady("good")).isEqualTo(12));
		assertThat(client().pods().resource(podsOf("good").getFirst()).getLog()).contains("hello from a simulated pod");
		client().apps().deployments().inNamespace("default").withName("good").delete();
	}

	@Test
	void aMissingImageIsNotPulled() {
		deploy("absent", "registry.example.com/agente-api:v9.9.9", 1);
		awaitWaitingReason("absent", "ErrImagePull");
		awaitWaitingReason("absent", "ImagePullBackOff");
		assertThat(podsOf("absent").getFirst().getStatus().getPhase()).isEqualTo("Pending");
		client().apps().deployments().inNamespace("default").withName("absent").delete();
	}

	@Test
	void aCrashingImageNeverGetsReady() {
		deploy("crashing", "registry.example.com/agente-api:v1.2.0-crashing", 1);
		awaitWaitingReason("crashing", "CrashLoopBackOff");
		client().apps().deployments().inNamespace("default").withName("crashing").delete();
	}

	@Test
	void theApiServerCanBeStoppedAlone() {
		stack.kubernetes().stopApiServer();
		assertThatThrownBy(() -> client().nodes().list()).isInstanceOf(KubernetesClientException.class);
		stack.kubernetes().startApiServer();
		assertThat(client().nodes().list().getItems()).hasSize(3);
	}

	@Test
	void aRestrictedUserMayDoOnlyWhatItsRulesSay() {
		Path kubeconfig = stack.kubernetes()
			.kubeconfigOf("reader", "default",
					new PolicyRuleBuilder().withApiGroups("apps")
						.withResources("deployments")
						.withVerbs("list")
						.build());
		try (KubernetesClient reader = new KubernetesClientBuilder()
			.withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
			.build()) {
			Awaitility.await()
				.ignoreExceptions()
				.until(() -> reader.apps().deployments().inNamespace("default").list() != null);
			assertThatThrownBy(() -> reader.pods().inNamespace("default").list())
				.hasMessageContaining("cannot list resource \"pods\"");
		}
	}

	private void deploy(String name, String image, int replicas) {
		stack.kubernetes().apply("""
				apiVersion: apps/v1
				kind: Deployment
				metadata: {name: %1$s, namespace: default}
				spec:
				  replicas: %3$d
				  selector: {matchLabels: {app: %1$s}}
				  template:
				    metadata: {labels: {app: %1$s}}
				    spec: {containers: [{name: main, image: "%2$s"}]}
				""".formatted(name, image, replicas));
	}

	private int deploymentReady(String name) {
		Integer ready = client().apps()
			.deployments()
			.inNamespace("default")
			.withName(name)
			.get()
			.getStatus()
			.getReadyReplicas();
		return (ready != null) ? ready : 0;
	}

	private List<Pod> podsOf(String name) {
		return client().pods().inNamespace("default").withLabel("app", name).list().getItems();
	}

	private void awaitWaitingReason(String name, String reason) {
		Awaitility.await(reason)
			.atMost(Patience.LIMIT)
			.until(() -> podsOf(name).stream()
				.flatMap((pod) -> pod.getStatus().getContainerStatuses().stream())
				.anyMatch((container) -> container.getState().getWaiting() != null
						&& reason.equals(container.getState().getWaiting().getReason())));
	}

	private KubernetesClient client() {
		return stack.kubernetes().client();
	}

}
