package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.configuration.Edit;
import domain.configuration.EditRequest;
import domain.configuration.Preview;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile.Kind;
import domain.profile.TargetProfile;
import domain.run.Change;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import local.KubernetesCluster;
import local.LocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import secrets.Secrets;

/** ConfigMaps, Secrets and environments on the real API server. */
class KubernetesConfigurationIT {

	private final KubernetesCluster cluster = LocalStack.shared().kubernetes();

	private final KubernetesClients clients = new KubernetesClients();

	private final KubernetesConfiguration configuration = new KubernetesConfiguration(this.clients, new Vault());

	private final String namespace = "configuration-" + UUID.randomUUID().toString().substring(0, 8);

	@BeforeEach
	void deploy() {
		this.cluster.apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s}
				---
				apiVersion: v1
				kind: ConfigMap
				metadata: {name: settings, namespace: %1$s}
				data: {LEVEL: info, OLD: "1"}
				---
				apiVersion: v1
				kind: Secret
				metadata: {name: credentials, namespace: %1$s}
				stringData: {user: orchestrator, password: first}
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
				      containers:
				        - name: web
				          image: registry.example.com/web:v1
				          envFrom: [{configMapRef: {name: settings}}]
				          env:
				            - {name: MODE, value: normal}
				            - name: PASSWORD
				              valueFrom: {secretKeyRef: {name: credentials, key: password}}
				---
				apiVersion: apps/v1
				kind: Deployment
				metadata: {name: other, namespace: %1$s}
				spec:
				  replicas: 0
				  selector: {matchLabels: {app: other}}
				  template:
				    metadata: {labels: {app: other}}
				    spec:
				      containers: [{name: other, image: "registry.example.com/other:v1"}]
				      volumes: [{name: settings, projected: {sources: [{secret: {name: credentials}}]}}]
				""".formatted(this.namespace));
	}

	@AfterEach
	void end() {
		this.clients.close();
		client().namespaces().withName(this.namespace).delete();
	}

	private KubernetesClient client() {
		return this.cluster.client();
	}

	private Workload workload(String name) {
		TargetProfile place = TargetProfile.kubernetes("production", this.cluster.kubeconfig().toString(), null,
				this.namespace);
		return new Workload(place, name, Kind.DEPLOYMENT, name, name, null, Duration.ofMinutes(2));
	}

	private static Run run(String id, Mode mode) {
		return new Run("ConfigurationChange/shop/web", id, "ConfigurationChange", "shop", "web", mode, "en");
	}

	private EditRequest request(String run, Edit edit) {
		return new EditRequest(run(run, Mode.EXECUTE), workload("web"), List.of(workload("other")), edit);
	}

	private Map<String, String> settings() {
		return client().configMaps().inNamespace(this.namespace).withName("settings").get().getData();
	}

	private static Edit configMap(Map<String, String> set, List<String> remove, String restore) {
		return new Edit("settings", null, null, null, set, null, remove, restore);
	}

	@Test
	void aConfigMapIsChangedAndItsCopyPutBack() {
		EditRequest request = request("one", configMap(Map.of("LEVEL", "debug", "NEW", "2"), List.of("OLD"), null));
		Preview preview = this.configuration.preview(request);
		assertThat(preview.changes()).extracting(Change::toString)
			.containsExactly("configmap/settings LEVEL: info -> debug", "configmap/settings NEW: none -> 2",
					"configmap/settings OLD: 1 -> none");
		assertThat(preview.dependants()).containsExactly("web");
		String copy = this.configuration.keepCopy(request).name();
		assertThat(this.configuration.apply(request).changes()).isEqualTo(preview.changes());
		assertThat(this.configuration.apply(request).changes()).as("again").isEqualTo(preview.changes());
		assertThat(settings()).isEqualTo(Map.of("LEVEL", "debug", "NEW", "2"));
		assertThat(this.configuration.keepCopy(request).name()).as("again, and not of the changed one").isEqualTo(copy);
		this.configuration.putBack(request);
		assertThat(settings()).isEqualTo(Map.of("LEVEL", "info", "OLD", "1"));
		assertThat(this.configuration.putBack(request).changes()).as("again").isEmpty();
	}

	@Test
	void aLaterRunPutsTheCopyOfAnEarlierOneBack() {
		EditRequest first = request("one", configMap(Map.of("LEVEL", "debug"), null, null));
		String copy = this.configuration.keepCopy(first).name();
		this.configuration.apply(first);
		EditRequest back = request("two", configMap(null, null, copy));
		assertThat(this.configuration.preview(back).copies()).containsExactly(copy);
		this.configuration.keepCopy(back);
		this.configuration.apply(back);
		assertThat(settings()).containsEntry("LEVEL", "info");
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.configuration.preview(request("three", configMap(null, null, "nothing"))))
			.withMessageContaining("change.restore")
			.withMessageContaining(copy);
	}

	@Test
	void onlyTheNewestCopiesStay() {
		for (int number = 0; number < 7; number++) {
			this.configuration
				.keepCopy(request("run-" + number, configMap(Map.of("LEVEL", "level " + number), null, null)));
		}
		assertThat(this.configuration.preview(request("last", configMap(Map.of("LEVEL", "x"), null, null))).copies())
			.hasSize(5);
	}

	@Test
	void theValuesOfASecretAreNeverShown() {
		Edit edit = new Edit(null, "credentials", null, null, null, Map.of("password", "env:NEW"), null, null);
		EditRequest request = request("one", edit);
		Preview preview = this.configuration.preview(request);
		assertThat(preview.dependants()).containsExactly("web", "other");
		this.configuration.keepCopy(request);
		List<Change> changes = this.configuration.apply(request).changes();
		assertThat(changes).hasSize(1);
		assertThat(preview + " " + changes).doesNotContain("first").doesNotContain("value of");
		assertThat(password()).isEqualTo("value of env:NEW");
		this.configuration.putBack(request);
		assertThat(password()).isEqualTo("first");
	}

	private String password() {
		return new String(Base64.getDecoder()
			.decode(client().secrets()
				.inNamespace(this.namespace)
				.withName("credentials")
				.get()
				.getData()
				.get("password")));
	}

	@Test
	void anEnvironmentIsChangedWithoutWhatComesFromElsewhere() {
		Edit edit = new Edit(null, null, null, Map.of("MODE", "safe", "MORE", "1"), null, null, null, null);
		EditRequest request = request("one", edit);
		this.configuration.keepCopy(request);
		this.configuration.apply(request);
		var environment = client().apps()
			.deployments()
			.inNamespace(this.namespace)
			.withName("web")
			.get()
			.getSpec()
			.getTemplate()
			.getSpec()
			.getContainers()
			.getFirst()
			.getEnv();
		assertThat(environment).extracting((each) -> each.getName()).containsExactly("MODE", "PASSWORD", "MORE");
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.configuration
				.apply(request("two", new Edit(null, null, null, Map.of("PASSWORD", "typed"), null, null, null, null))))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT));
		this.configuration.putBack(request);
		assertThat(this.configuration.preview(request).changes()).hasSize(2);
	}

	@Test
	void aPlanLeavesNothingBehind() {
		EditRequest request = new EditRequest(run("plan", Mode.PLAN), workload("web"), List.of(),
				configMap(Map.of("LEVEL", "debug"), null, null));
		this.configuration.keepCopy(request);
		assertThat(this.configuration.apply(request).changes()).hasSize(1);
		assertThat(settings()).containsEntry("LEVEL", "info");
		assertThat(this.configuration.preview(request).copies()).isEmpty();
	}

	@Test
	void whatIsNotThereOrNotOfThisKindIsNamed() {
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.configuration
				.preview(request("one", new Edit("nothing", null, null, null, Map.of("A", "b"), null, null, null))))
			.withMessageContaining("configmaps/nothing does not exist");
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.configuration
				.preview(request("one", new Edit(null, null, "/etc/x", null, Map.of("A", "b"), null, null, null))))
			.withMessageContaining("change.file");
	}

	/** Knows every reference. */
	private static final class Vault implements Secrets {

		@Override
		public String resolve(String reference) {
			return "value of " + reference;
		}

		@Override
		public Optional<String> find(String reference) {
			return Optional.of(resolve(reference));
		}

	}

}
