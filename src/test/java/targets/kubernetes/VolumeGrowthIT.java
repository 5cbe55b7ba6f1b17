package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.failure.PermanentFailure;
import domain.lifecycle.GrowRequest;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile.Kind;
import domain.profile.TargetProfile;
import domain.run.Change;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import local.KubernetesCluster;
import local.LocalStack;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Volume claims on the real API server. No storage is there that could grow: the test
 * says in its place that it has.
 */
class VolumeGrowthIT {

	private static final Runnable ALIVE = () -> {
	};

	private final KubernetesCluster cluster = LocalStack.shared().kubernetes();

	private final String namespace = "growth-" + UUID.randomUUID().toString().substring(0, 8);

	private final String runId = "run-" + UUID.randomUUID();

	private void deploy(String name, boolean expandable) {
		this.cluster.apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s}
				---
				apiVersion: storage.k8s.io/v1
				kind: StorageClass
				metadata: {name: %1$s-%2$s}
				provisioner: example.com/none
				allowVolumeExpansion: %3$s
				---
				apiVersion: v1
				kind: PersistentVolume
				metadata: {name: %1$s-%2$s}
				spec:
				  storageClassName: %1$s-%2$s
				  capacity: {storage: 10Gi}
				  accessModes: [ReadWriteOnce]
				  hostPath: {path: /tmp}
				---
				apiVersion: v1
				kind: PersistentVolumeClaim
				metadata: {name: %2$s, namespace: %1$s}
				spec:
				  storageClassName: %1$s-%2$s
				  volumeName: %1$s-%2$s
				  accessModes: [ReadWriteOnce]
				  resources: {requests: {storage: 10Gi}}
				---
				apiVersion: apps/v1
				kind: Deployment
				metadata: {name: %2$s, namespace: %1$s}
				spec:
				  replicas: 1
				  selector: {matchLabels: {app: %2$s}}
				  template:
				    metadata: {labels: {app: %2$s}}
				    spec:
				      containers: [{name: %2$s, image: "registry.example.com/%2$s:v1"}]
				      volumes: [{name: data, persistentVolumeClaim: {claimName: %2$s}}]
				""".formatted(this.namespace, name, expandable));
		Awaitility.await()
			.atMost(Patience.LIMIT)
			.until(() -> "Bound".equals(claim(name).get().getStatus().getPhase()) && !this.cluster.client()
				.pods()
				.inNamespace(this.namespace)
				.withLabel("app", name)
				.list()
				.getItems()
				.isEmpty());
	}

	private Resource<PersistentVolumeClaim> claim(String name) {
		return this.cluster.client().persistentVolumeClaims().inNamespace(this.namespace).withName(name);
	}

	private GrowRequest request(String name, String storage, Mode mode) {
		return request(name, storage, mode, Patience.LIMIT);
	}

	private GrowRequest request(String name, String storage, Mode mode, Duration readyWithin) {
		TargetProfile place = TargetProfile.kubernetes("production", this.cluster.kubeconfig().toString(), null,
				this.namespace);
		return new GrowRequest(new Run("Scale/shop/db", this.runId, "Scale", "shop", "db", mode, "en"),
				new Workload(place, name, Kind.DEPLOYMENT, name, name, null, readyWithin), storage);
	}

	private Quantity asked(String name) {
		return claim(name).get().getSpec().getResources().getRequests().get("storage");
	}

	@Test
	void aVolumeGrowsOnceNeverShrinksAndOnlyWhereItsClassAllowsIt() throws Exception {
		deploy("db", true);
		deploy("fixed", false);
		KubernetesClients clients = new KubernetesClients();
		try {
			KubernetesTarget target = new KubernetesTarget(clients);
			List<Change> planned = target.grow(request("db", "20Gi", Mode.PLAN), ALIVE).changes();
			assertThat(asked("db")).isEqualTo(new Quantity("10Gi"));
			CompletableFuture<List<Change>> growing = CompletableFuture
				.supplyAsync(() -> target.grow(request("db", "20Gi", Mode.EXECUTE), ALIVE).changes());
			Awaitility.await().atMost(Patience.LIMIT).until(() -> asked("db").equals(new Quantity("20Gi")));
			assertThat(growing).isNotDone();
			claim("db").editStatus((claim) -> {
				claim.getStatus().setCapacity(Map.of("storage", new Quantity("20Gi")));
				return claim;
			});
			List<Change> done = growing.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
			assertThat(done).isEqualTo(planned)
				.extracting(Change::toString)
				.containsExactly("persistentvolumeclaim/db storage: 10Gi -> 20Gi");
			assertThat(target.grow(request("db", "20Gi", Mode.EXECUTE), ALIVE).changes()).as("a repeated step")
				.isEqualTo(done);

			claim("db").editStatus((claim) -> {
				claim.getStatus()
					.setConditions(
							List.of(new PersistentVolumeClaimConditionBuilder().withType("FileSystemResizePending")
								.withStatus("True")
								.build()));
				return claim;
			});
			assertThatExceptionOfType(PermanentFailure.class)
				.isThrownBy(() -> target.grow(request("db", "30Gi", Mode.EXECUTE, Duration.ofSeconds(1)), ALIVE))
				.withMessageContainingAll("FileSystemResizePending", "run Restart");
			assertThatExceptionOfType(PermanentFailure.class)
				.isThrownBy(() -> target.grow(request("db", "5Gi", Mode.EXECUTE), ALIVE))
				.withMessageContaining("never shrinks");
			assertThatExceptionOfType(PermanentFailure.class)
				.isThrownBy(() -> target.grow(request("fixed", "20Gi", Mode.EXECUTE), ALIVE))
				.withMessageContaining("allowVolumeExpansion");
			assertThat(asked("fixed")).isEqualTo(new Quantity("10Gi"));
		}
		finally {
			clients.close();
			this.cluster.client().namespaces().withName(this.namespace).delete();
		}
	}

}
