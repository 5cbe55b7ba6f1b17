package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import domain.diagnosis.CollectRequest;
import domain.diagnosis.LogFilter;
import domain.diagnosis.LogLevel;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile.Kind;
import domain.profile.TargetProfile;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import local.KubernetesCluster;
import local.LocalStack;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import targets.Sink;

/** What is collected about a workload from the real API server. */
class CollectionIT {

	private final KubernetesCluster cluster = LocalStack.shared().kubernetes();

	private final KubernetesClients clients = new KubernetesClients();

	private final KubernetesTarget target = new KubernetesTarget(this.clients);

	private final String namespace = "diagnostics-" + UUID.randomUUID().toString().substring(0, 8);

	private final Map<String, String> files = new TreeMap<>();

	private final Map<String, String> missing = new TreeMap<>();

	private final Sink sink = new Sink() {
		@Override
		public void text(String path, String what, String text) {
			CollectionIT.this.files.put(path, text);
		}

		@Override
		public void missing(String path, String what, String why) {
			CollectionIT.this.missing.put(path, why);
		}
	};

	@BeforeEach
	void deploy() {
		this.cluster
			.apply(Manifests.in(this.namespace, Manifests.deployment("web", 2, "registry.example.com/web:v1"), """
					apiVersion: v1
					kind: Service
					metadata: {name: web, namespace: %1$s}
					spec: {selector: {app: web}, ports: [{port: 80}]}
					---
					apiVersion: v1
					kind: Service
					metadata: {name: other, namespace: %1$s}
					spec: {selector: {app: other}, ports: [{port: 80}]}
					---
					apiVersion: autoscaling/v2
					kind: HorizontalPodAutoscaler
					metadata: {name: web, namespace: %1$s}
					spec:
					  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
					  maxReplicas: 5
					---
					apiVersion: networking.k8s.io/v1
					kind: NetworkPolicy
					metadata: {name: all, namespace: %1$s}
					spec: {podSelector: {}}
					"""));
		Awaitility.await()
			.atMost(Patience.LIMIT)
			.until(() -> this.cluster.client()
				.apps()
				.deployments()
				.inNamespace(this.namespace)
				.withName("web")
				.get()
				.getStatus()
				.getReadyReplicas(), Integer.valueOf(2)::equals);
		this.cluster.writePodLog("level=info correlation_id=abc-1 begun", "level=error correlation_id=abc-1 failed",
				"  at the second line", "level=error correlation_id=xyz failed");
	}

	@AfterEach
	void end() {
		this.cluster.writePodLog("the simulated pod has nothing to say");
		this.clients.close();
		this.cluster.client().namespaces().withName(this.namespace).delete();
	}

	private void collect(String kubeconfig, String name, LogFilter filter) {
		TargetProfile place = TargetProfile.kubernetes("production", kubeconfig, null, this.namespace);
		Run run = new Run("Diagnostics/shop", "run", "Diagnostics", "shop", null, Mode.EXECUTE, "en");
		Workload workload = new Workload(place, name, Kind.DEPLOYMENT, name, name, null, Duration.ofMinutes(2));
		this.target.collect(new CollectRequest(run, workload, filter), this.sink, () -> {
		});
	}

	private String only(String end) {
		return this.files.entrySet()
			.stream()
			.filter((file) -> file.getKey().endsWith(end))
			.findFirst()
			.orElseThrow(() -> new AssertionError(this.files.keySet() + " " + this.missing))
			.getValue();
	}

	@Test
	void everythingAboutAWorkloadIsHandedOverWithTheVerbsOfTheShippedRole() throws IOException {
		Role role = Serialization.unmarshal(Files.readString(Path.of(ApiFailures.ROLE_FILE)), Role.class);
		String kubeconfig = this.cluster
			.kubeconfigOf("holdfast", this.namespace, role.getRules().toArray(PolicyRule[]::new))
			.toString();
		collect(kubeconfig, "web", LogFilter.everything());
		assertThat(this.files).containsKeys("workload.yaml", "autoscaler.yaml", "services.yaml",
				"network-policies.yaml", "events.txt", "pods.txt");
		assertThat(this.files.get("workload.yaml")).contains("registry.example.com/web:v1")
			.doesNotContain("managedFields");
		assertThat(this.files.get("services.yaml")).contains("name: \"web\"").doesNotContain("other");
		assertThat(this.files.get("autoscaler.yaml")).contains("maxReplicas: 5");
		assertThat(this.files.get("network-policies.yaml")).contains("name: \"all\"");
		assertThat(this.files.get("events.txt")).contains("ScalingReplicaSet").contains("Scheduled");
		assertThat(this.files.get("pods.txt").lines().filter((line) -> line.startsWith("web-"))).hasSize(2);
		assertThat(this.files.keySet().stream().filter((path) -> path.endsWith("/pod.yaml"))).hasSize(2);
		assertThat(only("/web.log")).contains("begun").contains("xyz");
		assertThat(this.missing).containsOnlyKeys("top.txt");
		assertThat(this.missing.get("top.txt")).contains("metrics.k8s.io");
	}

	@Test
	void logsAreFilteredByCorrelationAndLevel() {
		collect(this.cluster.kubeconfig().toString(), "web",
				new LogFilter("abc-1", LogLevel.ERROR, Duration.ofHours(1)));
		assertThat(only("/web.log")).isEqualTo("level=error correlation_id=abc-1 failed\n  at the second line\n");
	}

	@Test
	void whatMayNotBeReadIsNotedAndTheRestIsThere() {
		String kubeconfig = this.cluster
			.kubeconfigOf("blind", this.namespace,
					new io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder().withApiGroups("apps")
						.withResources("deployments")
						.withVerbs("get")
						.build())
			.toString();
		collect(kubeconfig, "web", LogFilter.everything());
		assertThat(this.files).containsKey("workload.yaml");
		assertThat(this.missing).containsKeys("pods", "services.yaml", "events.txt", "top.txt");
		assertThat(this.missing.get("pods")).contains("Not permitted");
		this.files.clear();
		collect(this.cluster.kubeconfig().toString(), "nothing", LogFilter.everything());
		assertThat(this.files).isEmpty();
		assertThat(this.missing).containsKey("workload.yaml");
	}

	@Test
	void whatPodsUseIsShownWhereTheMetricsApiIs() {
		Top top = new Top(Serialization.unmarshal("""
				apiVersion: metrics.k8s.io/v1beta1
				kind: PodMetricsList
				items:
				  - metadata: {name: web-1}
				    containers: [{name: web, usage: {cpu: 12345678n, memory: 3Mi}}]
				  - metadata: {name: web-2}
				    containers: [{name: web, usage: {cpu: "2", memory: 1Gi}}]
				  - metadata: {name: other}
				    containers: [{name: web, usage: {cpu: "1", memory: 1Gi}}]
				""", io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetricsList.class).getItems());
		assertThat(
				top.of(java.util.List.of("web-1", "web-2")).lines().skip(1).map((line) -> line.replaceAll("\\s+", " ")))
			.containsExactly("web-2 web 2000m 1024Mi", "web-1 web 13m 3Mi");
	}

}
