package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Findings;
import domain.backup.Part;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.Destination;
import domain.profile.ObjectsProfile;
import domain.profile.ProtectedStore;
import domain.profile.TargetProfile;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import local.KubernetesCluster;
import local.LocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.FileSecrets;
import stores.BackupOrder;
import stores.Progress;
import stores.Shelf;
import stores.folder.Folders;

/** ConfigMaps and Secrets of a real API server, backed up encrypted and brought back. */
class ConfigurationEngineIT {

	private static final KubernetesCluster CLUSTER = LocalStack.shared().kubernetes();

	private static final Progress SILENT = (how) -> {
	};

	private final KubernetesClients clients = new KubernetesClients();

	private final ConfigurationEngine engine = new ConfigurationEngine(this.clients);

	private final String namespace = "configuration-" + UUID.randomUUID().toString().substring(0, 8);

	@TempDir
	Path vault;

	@TempDir
	Path keys;

	@BeforeEach
	void fill() throws IOException {
		Files.writeString(this.keys.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
		CLUSTER.apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s}
				---
				apiVersion: v1
				kind: ConfigMap
				metadata: {name: web, namespace: %1$s, labels: {app: web}}
				data: {LEVEL: info, POOL: "10"}
				binaryData: {logo: AAEC}
				---
				apiVersion: v1
				kind: ConfigMap
				metadata: {name: gone, namespace: %1$s, labels: {app: web}, annotations: {owner: team}}
				data: {A: b}
				---
				apiVersion: v1
				kind: Secret
				metadata: {name: login, namespace: %1$s}
				type: kubernetes.io/basic-auth
				stringData: {username: web, password: first-secret}
				""".formatted(this.namespace));
	}

	@AfterEach
	void end() {
		this.clients.close();
		CLUSTER.client().namespaces().withName(this.namespace).delete();
	}

	private ConfigMap configMap(String name) {
		return CLUSTER.client().configMaps().inNamespace(this.namespace).withName(name).get();
	}

	private String password() {
		return new String(Base64.getDecoder()
			.decode(CLUSTER.client()
				.secrets()
				.inNamespace(this.namespace)
				.withName("login")
				.get()
				.getData()
				.get("password")), StandardCharsets.UTF_8);
	}

	private void spoil() {
		CLUSTER.client()
			.configMaps()
			.inNamespace(this.namespace)
			.withName("web")
			.edit((object) -> object.toBuilder().withData(Map.of("LEVEL", "debug", "NEW", "x")).build());
		CLUSTER.client().configMaps().inNamespace(this.namespace).withName("gone").delete();
		CLUSTER.client()
			.secrets()
			.inNamespace(this.namespace)
			.withName("login")
			.edit((object) -> object.toBuilder()
				.addToData("password", Base64.getEncoder().encodeToString("spoilt".getBytes(StandardCharsets.UTF_8)))
				.build());
	}

	@Test
	void objectsComeBackExactlyAndAreTakenBackAndSecretsNeverLieOpen() throws IOException {
		Backup backup = take("run-1");
		assertThat(backup.rows()).containsOnly(Map.entry("configmap/gone", 1L), Map.entry("configmap/web", 3L),
				Map.entry("secret/login", 2L));
		for (Path file : Files.list(this.vault).toList()) {
			assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("first-secret")
				.doesNotContain(Base64.getEncoder().encodeToString("first-secret".getBytes(StandardCharsets.UTF_8)));
		}
		this.engine.examine(source("configmap/web"), backup, shelf().parts(backup), SILENT);
		spoil();
		RestoreRequest request = request("restore-1", backup);
		this.engine.restore(request, shelf().parts(backup), SILENT);
		this.engine.restore(request, shelf().parts(backup), SILENT);
		Findings findings = this.engine.check(request, SILENT).in("en");
		assertThat(findings.good()).as(findings.toString()).isTrue();
		assertThat(password()).isEqualTo("spoilt");
		assertThat(this.engine.places(source())).containsExactly(request.place());

		assertThat(this.engine.activate(request, SILENT).changes()).hasSize(3);
		assertThat(this.engine.activate(request, SILENT).changes()).isEmpty();
		assertThat(configMap("web").getData()).containsOnly(Map.entry("LEVEL", "info"), Map.entry("POOL", "10"));
		assertThat(configMap("gone").getMetadata().getLabels()).containsEntry("app", "web");
		assertThat(configMap("gone").getMetadata().getAnnotations()).containsEntry("owner", "team");
		assertThat(password()).isEqualTo("first-secret");

		this.engine.putBack(request, SILENT);
		this.engine.putBack(request, SILENT);
		assertThat(configMap("web").getData()).containsEntry("NEW", "x").doesNotContainKey("POOL");
		assertThat(configMap("gone")).as("it was not there before").isNull();
		assertThat(password()).isEqualTo("spoilt");
		this.engine.drop(request, SILENT);
		this.engine.drop(request, SILENT);
		assertThat(this.engine.places(source())).isEmpty();
		assertThat(CLUSTER.client().configMaps().inNamespace(this.namespace).list().getItems())
			.noneMatch((object) -> object.getMetadata().getName().contains("holdfast"));
	}

	@Test
	void badBackupsAndOpenSecretsAreRefused() throws IOException {
		Backup whole = take("run-2");
		assertRefused(whole, source("configmap/other"), "does not hold configmap/other");
		Source open = source(Destination.folder("vault", this.vault.toString()));
		assertThat(this.engine.missing(open))
			.hasValueSatisfying((words) -> assertThat(words).contains("encryptionKey"));
		Path file = this.vault.resolve(whole.parts().getFirst().name());
		byte[] content = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(content, content.length - 20));
		assertThat(shelf().damage(whole, SILENT)).isPresent();
		Files.write(file, content);
		Files.writeString(this.keys.resolve("key"), Base64.getEncoder()
			.encodeToString("another key of 32 bytes, exactly".getBytes(StandardCharsets.UTF_8)));
		assertThat(shelf().damage(whole, SILENT))
			.hasValueSatisfying((why) -> assertThat(why.english()).contains("another"));
	}

	private void assertRefused(Backup backup, Source source, String why) {
		assertThatThrownBy(() -> this.engine.examine(source, backup, shelf().parts(backup), SILENT))
			.isInstanceOfSatisfying(PermanentFailure.class,
					(failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContaining(why);
	}

	private Backup take(String runId) {
		String id = Backup.id("configuration", "daily", runId);
		List<Part> parts = new ArrayList<>();
		Captured captured = this.engine.capture(new BackupOrder(source(), id, runId), shelf().sink(id, parts, SILENT),
				SILENT);
		return new Backup(id, "configuration", "daily", id, parts.stream().mapToLong(Part::bytes).sum(),
				parts.getFirst().sha256(), captured.recoveryPoint(), new TreeMap<>(captured.contents().rows()), false,
				1, "shop", this.engine.kind(), runId, "vault", parts, captured.contents(), null, null);
	}

	private Shelf shelf() {
		return new Shelf(Folders.destination(), source(), new FileSecrets());
	}

	private Source source(String... expects) {
		return source(new Destination("vault", Destination.Kind.FOLDER, this.vault.toString(), null, null, null, null,
				null, null, "file:" + this.keys.resolve("key")), expects);
	}

	private Source source(Destination destination, String... expects) {
		return new Source("shop",
				new ProtectedStore("configuration", ProtectedStore.Engine.CONFIGURATION, null, "cluster", "vault", null,
						List.of(expects), null, null, null, null, null, null, null,
						new ObjectsProfile(null, List.of("login"))),
				null, TargetProfile.kubernetes("cluster", CLUSTER.kubeconfig().toString(), null, this.namespace),
				destination, null);
	}

	private RestoreRequest request(String runId, Backup backup) {
		Instant later = Instant.now().plus(Duration.ofHours(1));
		return new RestoreRequest(new Run("restore", runId, "EmergencyRestore", "shop", null, Mode.EXECUTE, "en"),
				source(), backup, this.engine.own(source(), Place.Purpose.RESTORED, runId, later),
				this.engine.own(source(), Place.Purpose.SAFETY, runId, later));
	}

}
