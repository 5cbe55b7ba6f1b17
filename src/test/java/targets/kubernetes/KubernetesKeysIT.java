package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile;
import domain.profile.KeyProfile;
import domain.profile.SecretProfile;
import domain.profile.TargetProfile;
import domain.run.Mode;
import domain.run.Run;
import domain.secret.SecretRequest;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import local.KeyProvider;
import local.KubernetesCluster;
import local.LocalStack;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.FileSecrets;
import secrets.Seal;

/** Keys in Secrets of the real API server; programs run in simulated pods. */
class KubernetesKeysIT {

	private static final KubernetesCluster CLUSTER = LocalStack.shared().kubernetes();

	private static final Runnable ALIVE = () -> {
	};

	@TempDir
	Path folder;

	private final KubernetesClients clients = new KubernetesClients();

	private final KubernetesKeys keys = new KubernetesKeys(this.clients, new Seal(new FileSecrets()));

	private final String namespace = "keys-" + UUID.randomUUID().toString().substring(0, 8);

	private final TargetProfile place = TargetProfile.kubernetes("production", CLUSTER.kubeconfig().toString(), null,
			this.namespace);

	private KeyProvider provider;

	@BeforeEach
	void deploy() throws IOException {
		this.provider = KeyProvider.make(this.folder.resolve("provider"), "sk-old-value");
		Files.writeString(this.folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
		CLUSTER.apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s}
				---
				apiVersion: v1
				kind: Secret
				metadata: {name: crm, namespace: %1$s}
				stringData: {api-key: sk-old-value, api-key-id: key-1, url: "https://crm.example.com"}
				---
				apiVersion: apps/v1
				kind: Deployment
				metadata: {name: web, namespace: %1$s}
				spec:
				  replicas: 1
				  selector: {matchLabels: {app: web}}
				  template:
				    metadata: {labels: {app: web}}
				    spec: {containers: [{name: web, image: "registry.example.com/web:v1"}]}
				""".formatted(this.namespace));
	}

	@AfterEach
	void end() {
		this.clients.close();
		CLUSTER.client().namespaces().withName(this.namespace).delete();
	}

	private SecretRequest request(KeyProfile key) {
		SecretProfile secret = new SecretProfile("crm", null, null, null, null, null, key, "production", "crm", null,
				null, null, null, null, "file:" + this.folder.resolve("key"));
		Workload web = new Workload(this.place, "web", ComponentProfile.Kind.DEPLOYMENT, "web", "web", null,
				Patience.LIMIT);
		return new SecretRequest(new Run("rotation", "0123456789", "SecretRotation", "shop", null, Mode.EXECUTE, "en"),
				secret, null, this.place, web, "key-1");
	}

	private SecretRequest issued() {
		return request(new KeyProfile("api-key", "api-key-id", "web",
				List.of(this.provider.program(), "issue", "{operation}"), List.of(this.provider.program(), "prove"),
				List.of(this.provider.program(), "revoke", "{id}"), Patience.LIMIT));
	}

	private Map<String, String> secret() {
		Map<String, String> values = new TreeMap<>(
				CLUSTER.client().secrets().inNamespace(this.namespace).withName("crm").require().getData());
		values.replaceAll((name, encoded) -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
		return values;
	}

	private List<String> secrets() {
		return CLUSTER.client()
			.secrets()
			.inNamespace(this.namespace)
			.list()
			.getItems()
			.stream()
			.map((Secret secret) -> secret.getMetadata().getName())
			.toList();
	}

	private String next(SecretRequest request) {
		return Awaitility.await("a ready pod")
			.atMost(Patience.LIMIT)
			.ignoreExceptionsMatching((failure) -> failure.getMessage().contains("no ready pod"))
			.until(() -> this.keys.bringNextIntoUse(request, ALIVE), (id) -> true);
	}

	@Test
	void aKeyIsIssuedOnceWrittenAndTheOldOneRevokedHoweverOftenAStepRuns() {
		SecretRequest request = issued();
		assertThat(this.keys.current(request)).isEqualTo("key-1");
		assertThat(next(request)).isEqualTo("key-2");
		assertThat(this.keys.bringNextIntoUse(request, ALIVE)).isEqualTo("key-2");
		String value = this.provider.key("key-2");
		assertThat(secret())
			.isEqualTo(Map.of("api-key", value, "api-key-id", "key-2", "url", "https://crm.example.com"));
		this.keys.prove(request, ALIVE);
		this.keys.revokeOld(request, ALIVE);
		this.keys.revokeOld(request, ALIVE);
		assertThat(this.provider.log()).isEqualTo("issued key-2\nrevoked key-1\n");
		assertThat(secret()).containsEntry("api-key", value);
		assertThat(secrets()).containsExactly("crm");
	}

	@Test
	void whatIsTakenBackIsAsItWasAndTheNewKeyIsEnded() {
		Map<String, String> before = secret();
		SecretRequest request = issued();
		this.provider.be("busy");
		// The simulated pod's code does not arrive; a kubelet hands it on.
		assertThatThrownBy(() -> next(request)).hasMessageContaining("ask again in a moment");
		next(request);
		assertThat(this.keys.putOldBack(request, ALIVE)).isTrue();
		assertThat(this.keys.putOldBack(request, ALIVE)).isFalse();
		assertThat(secret()).isEqualTo(before);
		this.keys.discardNext(request, ALIVE);
		this.keys.discardNext(request, ALIVE);
		assertThat(this.provider.log()).isEqualTo("issued key-2\nrevoked key-2\n");
		assertThat(secrets()).containsExactly("crm");
	}

	@Test
	void aKeyThatDoesNotLogInIsNeverWrittenAndNotRepeated() {
		Map<String, String> before = secret();
		SecretRequest request = issued();
		this.provider.be("deaf");
		assertThatThrownBy(() -> next(request)).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("nobody knows")
			.message()
			.doesNotContain(this.provider.key("key-2"));
		assertThat(secret()).isEqualTo(before);
		this.keys.discardNext(request, ALIVE);
		assertThat(this.provider.log()).contains("revoked key-2");
	}

	@Test
	void aValueThatNobodyIssuesIsMadeAndOnlyAFingerprintComesBack() {
		SecretRequest request = request(new KeyProfile("api-key", null, null, null, null, null, null));
		String old = this.keys.current(request);
		String next = this.keys.bringNextIntoUse(request, ALIVE);
		assertThat(List.of(old, next)).allMatch((words) -> words.matches("fingerprint [0-9a-f]{12}"))
			.doesNotHaveDuplicates();
		assertThat(this.keys.current(request)).isEqualTo(next);
		assertThat(secret().get("api-key")).hasSize(40);
		this.keys.revokeOld(request, ALIVE);
		assertThat(secrets()).containsExactly("crm");
	}

}
