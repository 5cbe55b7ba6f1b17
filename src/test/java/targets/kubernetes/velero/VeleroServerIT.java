package targets.kubernetes.velero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.ProtectedStore;
import domain.profile.TargetProfile;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import local.KubernetesCluster;
import local.LocalStack;
import local.VeleroServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stores.BackupOrder;
import stores.Parts;
import stores.Progress;
import stores.Sink;
import targets.kubernetes.Cluster;
import targets.kubernetes.KubernetesClients;

/** The real Velero server: that what is read of it is what it writes. */
class VeleroServerIT {

	private static final String NAMESPACE = "velero-shop";

	private static final Progress QUIET = (how) -> {
	};

	private static final Parts NO_PARTS = (ending) -> {
		throw new IllegalStateException("Velero keeps its backups itself");
	};

	private static final Sink NO_SINK = (ending, content) -> {
		throw new IllegalStateException("Velero keeps its backups itself");
	};

	private static final String ACCOUNT = "holdfast-velero";

	private static final KubernetesCluster KUBERNETES = LocalStack.shared().kubernetes();

	private static final VeleroServer VELERO = new VeleroServer(LocalStack.shared().directory().resolve("velero"),
			KUBERNETES);

	private final Cluster cluster = new KubernetesClients()
		.cluster(TargetProfile.kubernetes("cluster", leastPrivileged(), ACCOUNT, NAMESPACE));

	private final Cluster administrator = new KubernetesClients().cluster(TargetProfile.kubernetes("cluster",
			KUBERNETES.kubeconfig().toString(), KubernetesCluster.CONTEXT, NAMESPACE));

	private final VeleroApi api = new VeleroApi(this.cluster, VeleroServer.NAMESPACE);

	private final VeleroEngine engine = new VeleroEngine(new KubernetesClients(), new SimpleMeterRegistry(),
			new Pace(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofMinutes(5)));

	private final Source source = new Source("hive",
			new ProtectedStore("cluster", ProtectedStore.Engine.VELERO, null, "cluster", null, List.of(NAMESPACE),
					List.of("apps/v1/Deployment/web"), null, null, null),
			null, TargetProfile.kubernetes("cluster", leastPrivileged(), ACCOUNT, NAMESPACE), null, null);

	private final Run run = new Run("recovery/hive", "RUN1", "EmergencyRestore", "hive", null, Mode.EXECUTE, "en");

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

	/** An account that may do what the shipped roles say, and nothing else. */
	private static String leastPrivileged() {
		KUBERNETES.apply("""
				apiVersion: rbac.authorization.k8s.io/v1
				kind: ClusterRoleBinding
				metadata: {name: holdfast-recovery}
				roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: holdfast-recovery}
				subjects: [{kind: ServiceAccount, name: %s, namespace: %s}]
				""".formatted(ACCOUNT, VeleroServer.NAMESPACE));
		KUBERNETES.apply(shipped("recovery-role.yaml"));
		ClusterRole role = Serialization.unmarshal(shipped("velero-role.yaml"), ClusterRole.class);
		return KUBERNETES.kubeconfigOf(ACCOUNT, VeleroServer.NAMESPACE, role.getRules().toArray(PolicyRule[]::new))
			.toString();
	}

	private static String shipped(String role) {
		try {
			return Files.readString(Path.of("deploy", "base", role));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(role + " cannot be read", ex);
		}
	}

	@AfterAll
	static void stop() {
		VELERO.close();
	}

	/** One story, because each step costs the server seconds. */
	@Test
	void aNamespaceIsBackedUpComesBackBesideItselfAndInItsPlaceAndIsPutBackAndItsBackupIsRemoved() {
		Backup backup = aBackupIsTakenOnceAndAcceptedByWhatItHolds();
		itComesBackBesideItselfWithoutRunning(backup);
		itComesBackInItsPlaceAndCanBePutBack(backup);
		this.engine.remove(this.source, backup);
		this.engine.remove(this.source, backup);
		assertThat(this.api.backups().list()).isEmpty();
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.engine.examine(this.source, backup, NO_PARTS, QUIET))
			.matches((failure) -> failure.kind() == FailureKind.NOT_VERIFIED);
	}

	private Backup aBackupIsTakenOnceAndAcceptedByWhatItHolds() {
		BackupOrder order = new BackupOrder(this.source, "cluster_daily_RUN1", "RUN1");
		Captured captured = this.engine.capture(order, NO_SINK, QUIET);
		assertThat(this.engine.capture(order, NO_SINK, QUIET)).as("a second attempt finds the backup of the first")
			.isEqualTo(captured);
		assertThat(captured.bytes()).isPositive();
		assertThat(captured.contents().rows()).containsEntry("apps/v1/Deployment", 1L);
		Backup backup = this.engine.kept(this.source).getFirst();
		assertThat(backup.id()).isEqualTo("cluster_daily_RUN1");
		assertThat(backup.sha256()).hasSize(64);
		assertThat(this.engine.kept(this.source)).hasSize(1);
		this.engine.examine(this.source, backup, NO_PARTS, QUIET);
		return backup;
	}

	private void itComesBackBesideItselfWithoutRunning(Backup backup) {
		Place drill = this.engine.own(this.source, Place.Purpose.DRILL, "RUN1", Instant.now());
		RestoreRequest request = new RestoreRequest(this.run, this.source, backup, drill);
		this.engine.restore(request, NO_PARTS, QUIET);
		this.engine.restore(request, NO_PARTS, QUIET);
		assertThat(this.engine.check(request, QUIET).in("en").bad()).isEmpty();
		assertThat(this.engine.look(this.source, drill, QUIET).there()).isTrue();
		assertThat(this.administrator.at(drill.name()).deployments().get("web").getSpec().getReplicas())
			.as("nothing starts by itself")
			.isZero();
		assertThat(KUBERNETES.client().network().v1().ingresses().inNamespace(drill.name()).list().getItems())
			.as("nothing reaches out")
			.isEmpty();
		assertThat(this.engine.places(this.source)).extracting(Place::name).containsExactly(drill.name());
		assertThat(this.engine.drop(request, QUIET).changes()).hasSize(1);
		assertThat(this.engine.drop(request, QUIET).changes()).isEmpty();
		assertThat(this.engine.places(this.source)).isEmpty();
		assertThat(this.engine.look(this.source, drill, QUIET).there()).isFalse();
		assertThat(this.api.restores().find(drill.name())).isEmpty();
	}

	private void itComesBackInItsPlaceAndCanBePutBack(Backup backup) {
		level("lost");
		this.administrator.services().delete("web");
		Place safety = this.engine.own(this.source, Place.Purpose.SAFETY, "RUN1", Instant.now());
		RestoreRequest request = new RestoreRequest(this.run, this.source, backup, this.engine.live(this.source),
				safety);
		assertThat(this.engine.plan(request)).extracting(Object::toString)
			.contains("v1/Service in velero-shop: 0 there -> 1 from the backup",
					"storage location default: as it is -> read-only during the restore; schedules of Velero paused");
		this.engine.activate(request, QUIET);
		this.engine.activate(request, QUIET);
		assertThat(this.engine.check(request, QUIET).in("en").bad()).isEmpty();
		assertThat(this.administrator.configMaps().get("settings").getData()).containsEntry("LEVEL", "info");
		assertThat(this.administrator.services().find("web")).isPresent();
		assertThat(this.engine.look(this.source, safety, QUIET).there()).isTrue();
		new Installation(this.api, null, Pace.USUAL).demandAvailable(true);
		assertThat(this.engine.putBack(request, QUIET).changes()).hasSize(1);
		assertThat(this.engine.putBack(request, QUIET).changes()).isEmpty();
		assertThat(this.administrator.configMaps().get("settings").getData()).containsEntry("LEVEL", "lost");
		new Installation(this.api, null, Pace.USUAL).demandAvailable(true);
		this.engine.activate(request, QUIET);
		assertThat(this.administrator.configMaps().get("settings").getData()).as("the undo of the undo")
			.containsEntry("LEVEL", "info");
		this.engine.drop(new RestoreRequest(this.run, this.source, null, safety), QUIET);
		assertThat(this.engine.places(this.source)).isEmpty();
	}

	private void level(String level) {
		this.administrator.configMaps().change("settings", false, (object) -> {
			object.getData().put("LEVEL", level);
			return object;
		});
	}

}
