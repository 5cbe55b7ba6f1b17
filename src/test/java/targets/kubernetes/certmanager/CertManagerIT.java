package targets.kubernetes.certmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import activities.Certificates;
import activities.CertificatesForTests;
import domain.certificate.CertificateRequest;
import domain.certificate.CertificateState;
import domain.failure.PermanentFailure;
import domain.profile.CertificateProfile;
import domain.profile.SystemProfile;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import local.CertManagerServer;
import local.KubernetesCluster;
import local.LocalStack;
import local.LocalStack.Part;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.Seal;
import secrets.Secrets;
import systems.TestProfiles;
import targets.kubernetes.KubernetesClients;

/** What a real cert-manager makes of our asking. */
class CertManagerIT {

	private static final String KEY = Base64.getEncoder().encodeToString(SecureRandom.getSeed(32));

	private static final String OBJECTS = """
			apiVersion: v1
			kind: Namespace
			metadata: {name: certificates}
			---
			apiVersion: cert-manager.io/v1
			kind: Issuer
			metadata: {name: own, namespace: certificates}
			spec: {selfSigned: {}}
			""";

	private static final String CERTIFICATE = """
			apiVersion: cert-manager.io/v1
			kind: Certificate
			metadata: {name: %1$s, namespace: certificates}
			spec:
			  secretName: %1$s-tls
			  commonName: %1$s
			  dnsNames: [localhost]
			  privateKey: {algorithm: ECDSA, rotationPolicy: Always}
			  issuerRef: {name: own}
			""";

	/** As an issuer of somebody else is, of whom cert-manager knows nothing. */
	private static final String ISSUER_OF_ITS_OWN = """
			apiVersion: cert-manager.io/v1
			kind: Certificate
			metadata: {name: refused, namespace: certificates}
			spec:
			  secretName: refused-tls
			  commonName: refused
			  dnsNames: [localhost]
			  privateKey: {algorithm: ECDSA, rotationPolicy: Always}
			  issuerRef: {name: elsewhere, kind: Elsewhere, group: trial.example.com}
			""";

	@TempDir
	static Path directory;

	private static KubernetesCluster cluster;

	private static CertManagerServer server;

	private static SystemProfile profile;

	private final CertManager certificates = new CertManager(new KubernetesClients(), new Seal(new Secrets() {
		@Override
		public String resolve(String reference) {
			return KEY;
		}

		@Override
		public Optional<String> find(String reference) {
			return Optional.of(KEY);
		}
	}));

	@BeforeAll
	static void start() {
		cluster = LocalStack.shared().start(Part.KUBERNETES).kubernetes();
		server = new CertManagerServer(directory, cluster);
		server.start();
		cluster.apply(OBJECTS);
		cluster.apply(CERTIFICATE.formatted("gateway"));
		cluster.apply(CERTIFICATE.formatted("refused"));
		profile = TestProfiles.read("""
				name: shop
				title: Shop
				language: en
				timeZone: UTC
				targets: [{name: cluster, kind: kubernetes, kubeconfig: "%s", namespace: certificates}]
				components: [{name: api, kind: deployment, target: cluster}]
				certificates:
				  - {name: gateway, target: cluster, copyKey: "env:KEY"}
				  - {name: refused, target: cluster, copyKey: "env:KEY", within: PT3S}
				  - {name: nowhere, target: cluster}
				""".formatted(cluster.kubeconfig()));
	}

	@AfterAll
	static void stop() {
		server.stop();
	}

	private static CertificateRequest request(CertificateProfile certificate, String run, CertificateState before) {
		return new CertificateRequest(new Run("rotation", run, "CertificateRotation", "shop", null, Mode.EXECUTE, "en"),
				profile.targets().getFirst(), certificate, before);
	}

	private static CertificateProfile gateway() {
		return profile.certificates().getFirst();
	}

	private CertificateState issued(CertificateProfile certificate) {
		CertificateRequest look = request(certificate, "look", null);
		Awaitility.await().atMost(Patience.LIMIT).until(() -> {
			CertificateState state = certificates.read(look);
			return state.ready() && !state.issuing() && state.fingerprint() != null;
		});
		return certificates.read(look);
	}

	private static Map<String, String> pair() {
		return secret("gateway-tls").getData();
	}

	private static Secret secret(String name) {
		return cluster.client().secrets().inNamespace("certificates").withName(name).get();
	}

	@Test
	void oneRenewalIsMadeHoweverOftenItIsAskedForAndTheOldPairComesBackFromItsCopy() {
		CertificateState before = issued(gateway());
		Map<String, String> old = pair();
		CertificateRequest request = request(gateway(), "0123456789", before);
		assertThat(certificates.keepCopy(request)).isEqualTo("secret/gateway-tls-before-01234567");
		assertThat(certificates.keepCopy(request)).as("kept once").isNotNull();
		String sealed = new String(
				Base64.getDecoder().decode(secret("gateway-tls-before-01234567").getData().get("sealed")));
		assertThat(sealed).doesNotContain(old.get("tls.key").substring(0, 40));
		certificates.renew(request);
		certificates.renew(request);
		Awaitility.await().atMost(Patience.LIMIT).until(() -> certificates.read(request).replaces(before));
		CertificateState after = certificates.read(request);
		assertThat(after.revision()).isEqualTo(before.revision() + 1);
		assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
		certificates.renew(request);
		assertThat(certificates.read(request).issuing()).as("asked after it was made").isFalse();

		assertThat(certificates.putBack(request)).isTrue();
		assertThat(pair()).isEqualTo(old);
		assertThat(certificates.dropCopy(request)).isTrue();
		assertThat(certificates.dropCopy(request)).isFalse();
		assertThat(secret("gateway-tls-before-01234567")).isNull();
	}

	@Test
	void aRenewalThatNeverComesOrIsRefusedIsSaidAndTheOldPairStays() {
		CertificateProfile refused = profile.certificates().get(1);
		CertificateState before = issued(refused);
		Map<String, String> old = secret("refused-tls").getData();
		cluster.apply(ISSUER_OF_ITS_OWN);
		CertificateRequest request = request(refused, "0123456789", before);
		TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
		try {
			environment.registerActivitiesImplementations(CertificatesForTests.on(certificates));
			Certificates steps = environment.newActivityStub(Certificates.class,
					ActivityOptions.newBuilder()
						.setStartToCloseTimeout(Duration.ofMinutes(5))
						.setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
						.build());
			steps.requestRenewal(request);
			assertThatThrownBy(() -> steps.awaitRenewal(request)).hasStackTraceContaining("no new one within PT3S");
			say("Failed", "the order was denied");
			Awaitility.await()
				.atMost(Patience.LIMIT)
				.untilAsserted(() -> assertThat(certificates.read(request).failed()).isNotNull());
			assertThatThrownBy(() -> steps.awaitRenewal(request)).hasStackTraceContaining("its issuer gave no new one");
		}
		finally {
			environment.close();
		}
		assertThat(secret("refused-tls").getData()).isEqualTo(old);
		assertThat(certificates.read(request).fingerprint()).isEqualTo(before.fingerprint());
	}

	/** What the other issuer makes of the one request that waits for it. */
	private static void say(String reason, String message) {
		Awaitility.await().atMost(Patience.LIMIT).until(() -> waiting().isPresent());
		cluster.client()
			.genericKubernetesResources("cert-manager.io/v1", "CertificateRequest")
			.inNamespace("certificates")
			.withName(waiting().orElseThrow().getMetadata().getName())
			.editStatus(object -> {
				object.setAdditionalProperty("status", Map.of("failureTime",
						Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), "conditions",
						List.of(Map.of("type", "Approved", "status", "True", "reason", "trial", "message", "yes"),
								Map.of("type", "Ready", "status", "False", "reason", reason, "message", message))));
				return object;
			});
	}

	private static Optional<GenericKubernetesResource> waiting() {
		return cluster.client()
			.genericKubernetesResources("cert-manager.io/v1", "CertificateRequest")
			.inNamespace("certificates")
			.list()
			.getItems()
			.stream()
			.filter(object -> "elsewhere".equals(object.get("spec", "issuerRef", "name")))
			.findFirst();
	}

	@Test
	void aCertificateThatIsNotThereIsSaid() {
		assertThatThrownBy(() -> certificates.read(request(profile.certificates().getLast(), "look", null)))
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("nowhere");
	}

}
