package targets.kubernetes.velero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Lacking;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.backup.Verification;
import domain.failure.FailureKind;
import domain.failure.PartialFailure;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.ProtectedStore;
import domain.profile.TargetProfile;
import domain.profile.VeleroProfile;
import domain.release.Changes;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import local.KubernetesCluster;
import local.LocalStack;
import local.VeleroServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stores.BackupOrder;
import stores.Parts;
import stores.Sink;
import targets.kubernetes.KubernetesClients;

/**
 * What the real server cannot be brought to: every phase, and what only looks like a
 * backup or a restore.
 */
class VeleroEngineIT {

	private static final KubernetesCluster KUBERNETES = LocalStack.shared().kubernetes();

	private static final Pace QUICK = new Pace(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMinutes(5));

	private static final Pace IMPATIENT = new Pace(Duration.ofMillis(20), Duration.ofMillis(200),
			Duration.ofSeconds(2));

	private static final Parts NO_PARTS = (ending) -> {
		throw new IllegalStateException("Velero keeps its backups itself");
	};

	private static final Sink NO_SINK = (ending, content) -> {
		throw new IllegalStateException("Velero keeps its backups itself");
	};

	private final String run = UUID.randomUUID().toString();

	private final String namespace = "shop-" + this.run.substring(0, 8);

	private final String id = "cluster_daily_" + this.run;

	private final String name = "cluster-daily-" + this.run;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final VeleroStandIn velero = new VeleroStandIn(KUBERNETES.client());

	@BeforeAll
	static void define() {
		VeleroServer.define(KUBERNETES);
		// A newer Velero may write phases that this definition does not allow.
		List.of("backups.velero.io", "restores.velero.io")
			.forEach((definition) -> KUBERNETES.client()
				.apiextensions()
				.v1()
				.customResourceDefinitions()
				.withName(definition)
				.edit((object) -> {
					object.getSpec()
						.getVersions()
						.get(0)
						.getSchema()
						.getOpenAPIV3Schema()
						.getProperties()
						.get("status")
						.getProperties()
						.get("phase")
						.setEnum(null);
					return object;
				}));
	}

	@BeforeEach
	void provide() {
		KUBERNETES.apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s}
				---
				apiVersion: apps/v1
				kind: Deployment
				metadata: {name: web, namespace: %1$s}
				spec:
				  replicas: 0
				  selector: {matchLabels: {app: web}}
				  template:
				    metadata: {labels: {app: web}}
				    spec:
				      containers: [{name: web, image: "registry.example.com/web:v1"}]
				---
				apiVersion: velero.io/v1
				kind: BackupStorageLocation
				metadata: {name: default, namespace: velero}
				spec: {provider: aws, default: true, accessMode: ReadWrite, objectStorage: {bucket: velero}}
				status: {phase: Available}
				---
				apiVersion: velero.io/v1
				kind: Schedule
				metadata: {name: nightly, namespace: velero}
				spec: {schedule: "0 1 * * *", paused: false, template: {}}
				""".formatted(this.namespace));
	}

	@AfterEach
	void clear() {
		this.velero.close();
		List.of("Backup", "Restore", "DeleteBackupRequest", "DownloadRequest", "ServerStatusRequest", "Schedule",
				"BackupStorageLocation")
			.forEach((kind) -> KUBERNETES.client()
				.genericKubernetesResources("velero.io/v1", kind)
				.inNamespace(VeleroServer.NAMESPACE)
				.delete());
		KUBERNETES.client().namespaces().withName(this.namespace).delete();
	}

	@Test
	void itIsWaitedForThroughEveryPhaseAndAcceptedByWhatItHolds() {
		this.velero.plays(this.name, phases("New", "Queued", "ReadyToStart", "InProgress", "WaitingForPluginOperations",
				"Finalizing", VeleroStandIn.COMPLETED));
		held(this.name);
		Captured captured = capture();
		assertThat(captured.recoveryPoint()).as("the begin, not the end").isEqualTo("2026-03-01T01:00:00Z");
		assertThat(captured.contents().rows()).containsEntry("apps/v1/Deployment", 1L);
		assertThat(captured.bytes()).isPositive();
		assertThat(captured.location()).isEqualTo("velero/" + this.name);
		assertThat(capture()).as("taken once").isEqualTo(captured);
		assertThat(backups()).hasSize(1);
		engine(QUICK).examine(source(), backup(captured), NO_PARTS, (how) -> {
		});
	}

	@Test
	void whatEndedBadlyIsRefusedWithVelerosReason() {
		this.velero.plays(this.name, phases("InProgress", "WaitingForPluginOperationsPartiallyFailed",
				"FinalizingPartiallyFailed", "{\"phase\": \"PartiallyFailed\", \"errors\": 1}"));
		held(this.name);
		this.velero.holds("BackupResults", this.name,
				"""
						{"errors": {"namespaces": {"shop": ["hook of pod web failed"]}}, "warnings": {"velero": ["image is old"]}}""");
		assertRefused("PartiallyFailed", "hook of pod web failed", "warnings: 1", "image is old");
		Backup partial = engine(QUICK).kept(source()).getFirst();
		assertThatExceptionOfType(PartialFailure.class).as("a person may take it, knowing what it lacks")
			.isThrownBy(() -> engine(QUICK).examine(source(), partial, NO_PARTS, (how) -> {
			}))
			.withMessageContainingAll("PartiallyFailed", "hook of pod web failed", "image is old");
		this.velero.holds("BackupResourceList", this.name, "{}");
		assertThatExceptionOfType(PermanentFailure.class).as("nothing of it can be restored")
			.isThrownBy(() -> engine(QUICK).examine(source(), partial, NO_PARTS, (how) -> {
			}))
			.isNotInstanceOf(PartialFailure.class);
	}

	@Test
	void whatNeverRanIsRefusedWithVelerosReason() {
		this.velero.plays(this.name,
				"{\"phase\": \"FailedValidation\", \"validationErrors\": [\"no such storage location\"]}");
		assertRefused("FailedValidation", "no such storage location");
	}

	@Test
	void whatHoldsNothingIsNoBackupThoughItIsCompleted() {
		this.velero.plays(this.name, "{\"phase\": \"Completed\", \"startTimestamp\": \"2026-03-01T01:00:00Z\"}");
		this.velero.holds("BackupResourceList", this.name, "{}");
		assertRefused("0 of 0", "objects of namespace " + this.namespace);
	}

	@Test
	void aVolumeWithoutItsDataIsNoBackup() {
		boundClaim();
		this.velero.plays(this.name, VeleroStandIn.COMPLETED.replace("2026-03-01", "2099-03-01"));
		held(this.name);
		this.velero.holds("BackupVolumeInfos", this.name, """
				[{"pvcName": "data", "pvcNamespace": "%s", "skipped": true, "skippedReason": "no snapshotter"}]"""
			.formatted(this.namespace));
		assertRefused("data of volume claim " + this.namespace + "/data", "left out: no snapshotter");
	}

	@Test
	void oneThatARestartOfTheServerLostIsTakenAgain() {
		this.velero.plays(this.name, phases("InProgress",
				"""
						{"phase": "Failed", "failureReason": "found a backup with status \\"InProgress\\" during the server starting, mark it as \\"Failed\\""}"""));
		this.velero.plays(this.name + "-2", VeleroStandIn.COMPLETED);
		held(this.name + "-2");
		assertThat(capture().location()).isEqualTo("velero/" + this.name + "-2");
		assertThat(backups()).extracting((object) -> object.getMetadata().getName())
			.as("the orphan is removed")
			.containsExactly(this.name + "-2");
	}

	@Test
	void anUnknownPhaseIsNoEndAndPeopleAreTold() {
		String[] phases = new String[12];
		Arrays.fill(phases, "{\"phase\": \"Levitating\"}");
		phases[11] = VeleroStandIn.COMPLETED;
		this.velero.plays(this.name, phases);
		held(this.name);
		assertThat(capture().location()).isEqualTo("velero/" + this.name);
		assertThat(stalled()).isPositive();
	}

	@Test
	void whatDoesNotMoveIsToldAndGivenUpAtItsLimitAndItsDataIsMovedNoFurther() {
		this.velero.plays(this.name, phases("InProgress"));
		KUBERNETES
			.apply("""
					apiVersion: velero.io/v2alpha1
					kind: DataUpload
					metadata: {name: upload, namespace: velero, labels: {velero.io/backup-name: %s}}
					spec: {backupStorageLocation: default, sourceNamespace: shop, sourcePVC: data, operationTimeout: 10m, snapshotType: CSI,
					  csiSnapshot: {volumeSnapshot: s, storageClass: c}}
					status: {phase: InProgress, progress: {bytesDone: 10, totalBytes: 100}}
					"""
				.formatted(this.name));
		VeleroProfile hasty = new VeleroProfile(null, null, null, null, null, null, Duration.ofMillis(300),
				Duration.ofSeconds(3), null);
		PermanentFailure failure = catchThrowableOfType(PermanentFailure.class,
				() -> engine(QUICK).capture(new BackupOrder(source(hasty), this.id, this.run), NO_SINK, (how) -> {
				}));
		assertThat(failure.kind()).isEqualTo(FailureKind.NOT_READY);
		assertThat(stalled()).isPositive();
		GenericKubernetesResource upload = KUBERNETES.client()
			.genericKubernetesResources("velero.io/v2alpha1", "DataUpload")
			.inNamespace(VeleroServer.NAMESPACE)
			.withName("upload")
			.get();
		assertThat(upload.<Boolean>get("spec", "cancel")).isTrue();
		KUBERNETES.client().resource(upload).delete();
	}

	@Test
	void aNameOfSomebodyElseIsLeftAlone() {
		KUBERNETES.apply("""
				apiVersion: velero.io/v1
				kind: Backup
				metadata: {name: %s, namespace: velero}
				spec: {includedNamespaces: [other]}
				""".formatted(this.name));
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(this::capture)
			.matches((failure) -> failure.kind() == FailureKind.CONFLICT);
	}

	@Test
	void aServerThatDoesNotAnswerAndALocationThatCannotBeReachedAreWaitedFor() {
		this.velero.beSilent(true);
		assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> capture(IMPATIENT))
			.withMessageContaining("has not answered");
		this.velero.beSilent(false);
		location("{\"status\": {\"phase\": \"Unavailable\", \"message\": \"no such bucket\"}}");
		assertThatExceptionOfType(TransientFailure.class).isThrownBy(this::capture)
			.withMessageContaining("no such bucket");
		assertThat(backups()).isEmpty();
	}

	@Test
	void whatIsNotPermittedIsSaidBeforeAnythingIsStopped() {
		this.velero.plays(this.name, VeleroStandIn.COMPLETED);
		held(this.name);
		Captured captured = capture();
		String kubeconfig = KUBERNETES.kubeconfigOf("reader", this.namespace).toString();
		Source poor = new Source("hive", source().asked(), null,
				TargetProfile.kubernetes("cluster", kubeconfig, "reader", this.namespace), null, null);
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> engine(QUICK).examine(poor, backup(captured), NO_PARTS, (how) -> {
			}))
			.matches((failure) -> failure.kind() == FailureKind.FORBIDDEN)
			.withMessageContaining("delete namespaces")
			.withMessageContaining("deploy/velero-namespace");
	}

	@Test
	void aBackupHoldsWhatWasWrittenUntilItsEnd() {
		this.velero.plays(this.name, VeleroStandIn.COMPLETED);
		held(this.name);
		capture();
		Backup backup = engine(QUICK).kept(source()).getFirst();
		assertThat(backup.recoveryPoint()).isEqualTo("2026-03-01T01:00:00Z");
		assertThat(engine(QUICK).holdsUntil(backup)).isEqualTo("2026-03-01T01:01:00Z");
	}

	@Test
	void filesThatDoNotComeAreWaitedForAndDamagedOnesAreRefused() {
		this.velero.plays(this.name, VeleroStandIn.COMPLETED);
		held(this.name);
		this.velero.giveNoAddresses(true);
		assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> capture(IMPATIENT))
			.withMessageContaining("gave no address");
		this.velero.giveNoAddresses(false);
		byte[] whole = VeleroStandIn.gzipped("everything of " + this.name);
		this.velero.holds("BackupContents", this.name, Arrays.copyOf(whole, whole.length - 6));
		assertRefused("cannot be read");
		this.velero.holds("BackupContents", this.name, whole);
		Captured captured = capture();
		this.velero.holds("BackupContents", this.name, VeleroStandIn.gzipped("something else"));
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> engine(QUICK).examine(source(), backup(captured), NO_PARTS, (how) -> {
			}))
			.withMessageContaining("SHA-256");
	}

	@Test
	void backupsOfOthersAreFoundUnprovenAndNeverRemoved() {
		this.velero.plays(this.name, VeleroStandIn.COMPLETED);
		held(this.name);
		Captured captured = capture();
		this.velero.plays("nightly-20260228010000", VeleroStandIn.COMPLETED.replace("2026-03-01", "2026-02-28"));
		KUBERNETES.apply("""
				apiVersion: velero.io/v1
				kind: Backup
				metadata: {name: nightly-20260228010000, namespace: velero, labels: {velero.io/schedule-name: nightly}}
				spec: {includedNamespaces: ["*"]}
				---
				apiVersion: velero.io/v1
				kind: Backup
				metadata: {name: of-another-namespace, namespace: velero}
				spec: {includedNamespaces: [other]}
				""");
		VeleroEngine engine = engine(QUICK);
		assertThat(engine.kept(source())).extracting(Backup::id)
			.containsExactlyInAnyOrder(this.id, "nightly-20260228010000");
		assertThat(engine.kept(source())).noneMatch(Backup::verified);
		engine.note(source(),
				backup(captured).proven(new Verification(Instant.now(), this.run, Verification.Depth.READABLE)));
		assertThat(engine.kept(source())).filteredOn(Backup::verified).extracting(Backup::id).containsExactly(this.id);
		Backup foreign = engine.kept(source()).stream().filter((each) -> each.run() == null).findFirst().orElseThrow();
		assertThat(foreign.kind()).isEqualTo("schedule nightly");
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> engine.remove(source(), foreign));
		this.velero.refuseDeletions("bucket is locked");
		assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> engine.remove(source(), backup(captured)))
			.withMessageContaining("bucket is locked");
		this.velero.refuseDeletions(null);
		engine.remove(source(), backup(captured));
		engine.remove(source(), backup(captured));
		assertThat(engine.kept(source())).extracting(Backup::id).containsExactly("nightly-20260228010000");
	}

	@Test
	void inItsPlaceItComesBackAfterASafetyCopyWithTheStorageClosedAndCanBePutBack() {
		boundClaim();
		this.velero.plays(this.name, VeleroStandIn.COMPLETED.replace("2026-03-01", "2099-03-01"));
		held(this.name);
		this.velero.holds("BackupVolumeInfos", this.name, """
				[{"pvcName": "data", "pvcNamespace": "%s", "backupMethod": "CSISnapshot", "result": "succeeded"}]"""
			.formatted(this.namespace));
		VeleroEngine engine = engine(QUICK);
		Backup backup = backup(capture());
		Place safety = engine.own(source(), Place.Purpose.SAFETY, this.run, Instant.now());
		RestoreRequest request = new RestoreRequest(run(), source(), backup, engine.live(source()), safety);
		String restore = "in-place-" + this.namespace + "-" + this.run;
		String restored = Names.of(restore);
		this.velero.plays(safety.name(), VeleroStandIn.COMPLETED);
		held(safety.name());
		// The first time everything is there already, which Velero calls completed.
		this.velero.plays(restored, VeleroStandIn.COMPLETED);
		this.velero.holds("RestoreResourceList", restored,
				"{\"apps/v1/Deployment\": [\"%s/web(failed)\"]}".formatted(this.namespace));
		PermanentFailure failure = catchThrowableOfType(PermanentFailure.class,
				() -> engine.activate(request, (how) -> {
				}));
		assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED);
		assertThat(failure).hasMessageContaining("objects failed");
		assertOpen();
		assertThat(KUBERNETES.client().persistentVolumeClaims().inNamespace(this.namespace).withName("data").get())
			.as("Velero would not write over it")
			.isNull();
		assertThat(KUBERNETES.client()
			.persistentVolumes()
			.withName("data-" + this.namespace)
			.get()
			.getSpec()
			.getPersistentVolumeReclaimPolicy()).isEqualTo("Retain");
		assertThat(engine.places(source())).extracting(Place::name).containsExactly(safety.name());
		assertThat(engine.kept(source())).extracting(Backup::id).as("the copy is no backup").containsExactly(this.id);
		String back = Names.of("put-back-" + restored);
		this.velero.plays(back, VeleroStandIn.COMPLETED);
		this.velero.holds("RestoreResourceList", back,
				"{\"apps/v1/Deployment\": [\"%s/web(updated)\"]}".formatted(this.namespace));
		assertThat(engine.putBack(request, (how) -> {
		}).changes()).hasSize(1);
		assertOpen();
		engine.drop(new RestoreRequest(run(), source(), null, safety), (how) -> {
		});
		assertThat(engine.places(source())).isEmpty();
	}

	@Test
	void aPartialSafetyCopyAndAPartialRestoreWaitForAPersonWhoSeesWhatFailed() {
		this.velero.plays(this.name, VeleroStandIn.COMPLETED);
		held(this.name);
		VeleroEngine engine = engine(QUICK);
		Backup backup = backup(capture());
		Place safety = engine.own(source(), Place.Purpose.SAFETY, this.run, Instant.now());
		RestoreRequest request = new RestoreRequest(run(), source(), backup, engine.live(source()), safety);
		String restored = Names.of("in-place-" + this.namespace + "-" + this.run);
		this.velero.plays(safety.name(), "{\"phase\": \"PartiallyFailed\", \"errors\": 1}");
		held(safety.name());
		this.velero.holds("BackupResults", safety.name(),
				"{\"errors\": {\"namespaces\": {\"shop\": [\"volume of claim data could not be read\"]}}}");
		this.velero.plays(restored, "{\"phase\": \"PartiallyFailed\", \"errors\": 1, \"warnings\": 1}");
		this.velero.holds("RestoreResourceList", restored,
				"{\"apps/v1/Deployment\": [\"%s/web(updated)\"]}".formatted(this.namespace));
		this.velero.holds("RestoreResults", restored,
				"""
						{"errors": {"namespaces": {"shop": ["secret login: forbidden"]}}, "warnings": {"velero": ["service is as it was"]}}""");

		Lacking copy = activate(engine, request).lacking();
		assertThat(copy.what()).isEqualTo(Lacking.What.SAFETY_COPY);
		assertThat(copy.why()).contains("PartiallyFailed", "volume of claim data could not be read");
		assertThat(restores()).as("nothing was changed there").isEmpty();
		assertOpen();

		RestoreRequest first = request.accepting(List.of(Lacking.What.SAFETY_COPY));
		Lacking restore = activate(engine, first).lacking();
		assertThat(restore.what()).isEqualTo(Lacking.What.RESTORE);
		assertThat(restore.why()).contains("secret login: forbidden", "service is as it was");
		assertThat(activate(engine, first).lacking()).as("asked again, the same").isEqualTo(restore);
		assertOpen();

		RestoreRequest both = request.accepting(List.of(Lacking.What.SAFETY_COPY, Lacking.What.RESTORE));
		assertThat(activate(engine, both).lacking()).isNull();
		assertThat(restores()).containsExactly(restored);

		String back = Names.of("put-back-" + restored);
		this.velero.plays(back, VeleroStandIn.COMPLETED);
		this.velero.holds("RestoreResourceList", back,
				"{\"apps/v1/Deployment\": [\"%s/web(updated)\"]}".formatted(this.namespace));
		assertThat(engine.putBack(both, (how) -> {
		}).changes()).as("what a partial copy holds comes back").hasSize(1);
	}

	private static Changes activate(VeleroEngine engine, RestoreRequest request) {
		return engine.activate(request, (how) -> {
		});
	}

	private static List<String> restores() {
		return KUBERNETES.client()
			.genericKubernetesResources("velero.io/v1", "Restore")
			.inNamespace(VeleroServer.NAMESPACE)
			.list()
			.getItems()
			.stream()
			.map((each) -> each.getMetadata().getName())
			.toList();
	}

	@Test
	void aLocationThatWasReadOnlyBeforeStaysSoAndOneThatAnotherRunHasClosedIsRespected() {
		StorageGate gate = gate(this.run);
		gate.close((how) -> {
		}, QUICK);
		assertThat(mode()).isEqualTo("ReadOnly");
		assertThat(paused()).isTrue();
		gate(this.run).close((how) -> {
		}, QUICK);
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> gate("another").close((how) -> {
		}, QUICK)).matches((failure) -> failure.kind() == FailureKind.CONFLICT);
		gate("another").open();
		assertThat(mode()).isEqualTo("ReadOnly");
		gate.open();
		gate.open();
		assertOpen();
		location("{\"spec\": {\"accessMode\": \"ReadOnly\"}}");
		gate.close((how) -> {
		}, QUICK);
		gate.open();
		assertThat(mode()).isEqualTo("ReadOnly");
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(this::capture)
			.matches((failure) -> failure.kind() == FailureKind.CONFLICT);
	}

	@Test
	void withoutARestoreThereIsNothingToPutBackAndOnlyOwnNamespacesAreDropped() {
		VeleroEngine engine = engine(QUICK);
		Place safety = engine.own(source(), Place.Purpose.SAFETY, this.run, Instant.now());
		assertThat(engine.putBack(new RestoreRequest(run(), source(), null, engine.live(source()), safety), (how) -> {
		}).changes()).isEmpty();
		Place foreign = new Place(this.namespace, Place.Purpose.DRILL, this.run, Instant.now());
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> engine.drop(new RestoreRequest(run(), source(), null, foreign), (how) -> {
			}))
			.matches((failure) -> failure.kind() == FailureKind.CONFLICT);
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> engine.drop(new RestoreRequest(run(), source(), null, engine.live(source())), (how) -> {
			}));
	}

	private StorageGate gate(String who) {
		VeleroApi api = new VeleroApi(new KubernetesClients().cluster(source().target()), VeleroServer.NAMESPACE);
		return new StorageGate(api, new Installation(api, null, QUICK), who);
	}

	private void assertOpen() {
		assertThat(mode()).isEqualTo("ReadWrite");
		assertThat(paused()).isFalse();
	}

	private String mode() {
		return object("BackupStorageLocation", "default").get("spec", "accessMode");
	}

	private Boolean paused() {
		return object("Schedule", "nightly").get("spec", "paused");
	}

	private static GenericKubernetesResource object(String kind, String name) {
		return KUBERNETES.client()
			.genericKubernetesResources("velero.io/v1", kind)
			.inNamespace(VeleroServer.NAMESPACE)
			.withName(name)
			.get();
	}

	private static void location(String patch) {
		KUBERNETES.client()
			.genericKubernetesResources("velero.io/v1", "BackupStorageLocation")
			.inNamespace(VeleroServer.NAMESPACE)
			.withName("default")
			.patch(io.fabric8.kubernetes.client.dsl.base.PatchContext
				.of(io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE), patch);
	}

	private void boundClaim() {
		KUBERNETES
			.apply("""
					apiVersion: v1
					kind: PersistentVolume
					metadata: {name: data-%1$s}
					spec:
					  capacity: {storage: 1Gi}
					  accessModes: [ReadWriteOnce]
					  persistentVolumeReclaimPolicy: Delete
					  storageClassName: ""
					  hostPath: {path: /tmp/none}
					---
					apiVersion: v1
					kind: PersistentVolumeClaim
					metadata: {name: data, namespace: %1$s}
					spec: {volumeName: data-%1$s, storageClassName: "", accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
					"""
				.formatted(this.namespace));
		org.awaitility.Awaitility.await()
			.until(() -> KUBERNETES.client()
				.persistentVolumeClaims()
				.inNamespace(this.namespace)
				.withName("data")
				.get()
				.getStatus()
				.getPhase()
				.equals("Bound"));
	}

	private void held(String backup) {
		this.velero.holds("BackupResourceList", backup,
				"""
						{"v1/Namespace": ["%1$s"], "apps/v1/Deployment": ["%1$s/web"], "v1/ConfigMap": ["%1$s/kube-root-ca.crt"]}"""
					.formatted(this.namespace));
		this.velero.holds("BackupContents", backup, "everything of " + backup);
	}

	private static String[] phases(String... phases) {
		return Arrays.stream(phases)
			.map((phase) -> phase.startsWith("{") ? phase : "{\"phase\": \"" + phase + "\"}")
			.toArray(String[]::new);
	}

	private void assertRefused(String... words) {
		PermanentFailure failure = catchThrowableOfType(PermanentFailure.class, this::capture);
		assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED);
		assertThat(failure).hasMessageContainingAll(words);
	}

	private double stalled() {
		return this.meters.counter("holdfast.backup.stalled", "system", "hive", "store", "cluster").count();
	}

	private static List<GenericKubernetesResource> backups() {
		return KUBERNETES.client()
			.genericKubernetesResources("velero.io/v1", "Backup")
			.inNamespace(VeleroServer.NAMESPACE)
			.list()
			.getItems();
	}

	private Captured capture() {
		return capture(QUICK);
	}

	private Captured capture(Pace pace) {
		return engine(pace).capture(new BackupOrder(source(), this.id, this.run), NO_SINK, (how) -> {
		});
	}

	private VeleroEngine engine(Pace pace) {
		return new VeleroEngine(new KubernetesClients(), this.meters, pace);
	}

	private Backup backup(Captured captured) {
		return new Backup(this.id, "cluster", "daily", captured.location(), captured.bytes(), "",
				captured.recoveryPoint(), new TreeMap<>(), false, 1);
	}

	private Run run() {
		return new Run("recovery/" + this.run, this.run, "EmergencyRestore", "hive", null, Mode.EXECUTE, "en");
	}

	private Source source() {
		return source(new VeleroProfile(null, null, null, null, null, null, null, Duration.ofMinutes(5), null));
	}

	private Source source(VeleroProfile profile) {
		TargetProfile target = TargetProfile.kubernetes("cluster", KUBERNETES.kubeconfig().toString(),
				KubernetesCluster.CONTEXT, this.namespace);
		ProtectedStore store = new ProtectedStore("cluster", ProtectedStore.Engine.VELERO, null, "cluster", null,
				List.of(), List.of(), null, null, null, profile, null, null, null, null);
		return new Source("hive", store, null, target, null, null);
	}

}
