package targets.kubernetes.velero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.backup.Finding;
import domain.backup.Place;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TargetProfile;
import domain.profile.VeleroProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import local.KubernetesCluster;
import local.LocalStack;
import local.VeleroServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import targets.kubernetes.Cluster;
import targets.kubernetes.KubernetesClients;

/** The real Velero server: that what is read of it is what it writes. */
class VeleroServerIT {

	private static final String NAMESPACE = "velero-shop";

	private static final KubernetesCluster KUBERNETES = LocalStack.shared().kubernetes();

	private static final VeleroServer VELERO = new VeleroServer(LocalStack.shared().directory().resolve("velero"),
			KUBERNETES);

	private final Cluster cluster = new KubernetesClients().cluster(TargetProfile.kubernetes("cluster",
			KUBERNETES.kubeconfig().toString(), KubernetesCluster.CONTEXT, NAMESPACE));

	private final VeleroApi api = new VeleroApi(this.cluster, VeleroServer.NAMESPACE);

	private final Setting setting = new Setting(this.api, VeleroProfile.usual(), Pace.USUAL, (alarm) -> {
	});

	@BeforeAll
	static void start() {
		VELERO.start();
		KUBERNETES.apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s}
				---
				apiVersion: v1
				kind: ConfigMap
				metadata: {name: settings, namespace: %1$s}
				data: {LEVEL: info}
				---
				apiVersion: v1
				kind: Secret
				metadata: {name: credentials, namespace: %1$s}
				stringData: {user: shop}
				---
				apiVersion: v1
				kind: Service
				metadata: {name: web, namespace: %1$s}
				spec: {selector: {app: web}, ports: [{port: 80}]}
				---
				apiVersion: networking.k8s.io/v1
				kind: Ingress
				metadata: {name: web, namespace: %1$s}
				spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
				---
				apiVersion: apps/v1
				kind: Deployment
				metadata: {name: web, namespace: %1$s}
				spec:
				  replicas: 1
				  selector: {matchLabels: {app: web}}
				  template:
				    metadata: {labels: {app: web}}
				    spec:
				      containers: [{name: web, image: "registry.example.com/web:v1"}]
				""".formatted(NAMESPACE));
	}

	@AfterAll
	static void stop() {
		VELERO.close();
	}

	/** One story, because each step costs the server seconds. */
	@Test
	void aNamespaceIsBackedUpComesBackBesideItselfAndInItsPlaceAndItsBackupIsRemoved() {
		Account backup = aBackupIsAcceptedByWhatItHolds();
		String name = backup.sight().name();
		theArchiveIsReadWhole(name);
		itComesBackBesideItselfWithoutRunning(backup);
		itComesBackInItsPlace(backup);
		new Removal(this.api, Pace.USUAL).remove(name, alive());
		new Removal(this.api, Pace.USUAL).remove(name, alive());
		assertThat(this.api.backups().list()).isEmpty();
		nothingIsRestoredFromWhatIsNotThere(name);
	}

	private Account aBackupIsAcceptedByWhatItHolds() {
		Taking taking = new Taking(this.setting, (words) -> {
		});
		Taking.Order order = new Taking.Order("cluster_daily_RUN1", "RUN1", "cluster", List.of(NAMESPACE));
		Account first = taking.take(order);
		Account again = taking.take(order);
		assertThat(again.sight().started()).as("a second attempt finds the backup of the first")
			.isEqualTo(first.sight().started());
		assertThat(this.api.backups().list()).hasSize(1);
		assertThat(taking.judge(first, List.of(NAMESPACE), "cluster")).allMatch(Finding::good);
		assertThat(first.inventory().objects()).containsEntry("apps/v1/Deployment", List.of(NAMESPACE + "/web"));
		return first;
	}

	private void theArchiveIsReadWhole(String backup) {
		Downloads.Archive archive = this.setting.downloads(alive()).archive(backup);
		assertThat(archive.bytes()).isPositive();
		assertThat(archive.held()).isGreaterThan(archive.bytes());
		assertThat(archive.sha256()).isEqualTo(this.setting.downloads(alive()).archive(backup).sha256());
	}

	private void itComesBackBesideItselfWithoutRunning(Account backup) {
		Scratch scratch = new Scratch(this.cluster, "cluster", Pace.USUAL);
		Place place = new Place(NAMESPACE + "-drill", Place.Purpose.DRILL, "RUN1", Instant.now());
		scratch.provide(place, (words) -> {
		});
		Exclusions exclusions = Exclusions.scratch(false, List.of());
		Account restored = restoring().restore(new Restoring.Order("drill-run1", "RUN1", backup.sight().name(),
				NAMESPACE, place.name(), exclusions, false));
		assertThat(findings(restored, backup, exclusions, place.name())).allMatch(Finding::good);
		assertThat(this.cluster.at(place.name()).deployments().get("web").getSpec().getReplicas())
			.as("nothing starts by itself")
			.isZero();
		assertThat(restored.inventory().objects()).as("nothing reaches out")
			.doesNotContainKey("networking.k8s.io/v1/Ingress");
		assertThat(scratch.all()).extracting(Place::name).containsExactly(place.name());
		assertThat(scratch.remove(place.name(), (words) -> {
		})).isTrue();
		assertThat(scratch.remove(place.name(), (words) -> {
		})).isFalse();
		assertThat(scratch.all()).isEmpty();
	}

	private void itComesBackInItsPlace(Account backup) {
		this.cluster.configMaps().change("settings", false, (object) -> {
			object.getData().put("LEVEL", "lost");
			return object;
		});
		this.cluster.services().delete("web");
		Exclusions exclusions = Exclusions.inPlace(false);
		StorageGate gate = new StorageGate(this.api, this.setting.installation(), "RUN1");
		gate.close((words) -> {
		}, Pace.USUAL);
		Account restored = restoring().restore(new Restoring.Order("in-place-run1", "RUN1", backup.sight().name(),
				NAMESPACE, NAMESPACE, exclusions, false));
		gate.open();
		assertThat(findings(restored, backup, exclusions, NAMESPACE)).allMatch(Finding::good);
		assertThat(this.cluster.configMaps().get("settings").getData()).containsEntry("LEVEL", "info");
		assertThat(this.cluster.services().find("web")).isPresent();
		this.setting.installation().demandAvailable(true);
	}

	private void nothingIsRestoredFromWhatIsNotThere(String backup) {
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> restoring().restore(new Restoring.Order("late-run1", "RUN1", backup, NAMESPACE, NAMESPACE,
					Exclusions.inPlace(false), false)))
			.matches((failure) -> failure.kind() == FailureKind.NOT_FOUND);
	}

	private static List<Finding> findings(Account restored, Account backup, Exclusions exclusions, String into) {
		return Acceptance.ofRestore(restored, new Acceptance.Returned(
				exclusions.remaining(backup.inventory(), NAMESPACE), into, into.equals(NAMESPACE), List.of()));
	}

	private Restoring restoring() {
		return new Restoring(this.setting, Duration.ofMinutes(30), (words) -> {
		});
	}

	private static Runnable alive() {
		return () -> {
		};
	}

}
