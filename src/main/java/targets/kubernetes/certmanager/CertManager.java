package targets.kubernetes.certmanager;

import domain.certificate.CertificateRequest;
import domain.certificate.CertificateState;
import domain.profile.CertificateProfile;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import secrets.Seal;
import targets.CertificateStore;
import targets.Pem;
import targets.kubernetes.ApiObjects;
import targets.kubernetes.Cluster;
import targets.kubernetes.KubernetesClients;
import targets.kubernetes.SealedCopy;

/**
 * Certificates of cert-manager. A renewal is one condition in the object's status, as
 * {@code cmctl renew} writes it; the annotation that runbook A names does not exist in
 * cert-manager.
 */
@Component
class CertManager implements CertificateStore {

	private static final String CHAIN = "tls.crt";

	private final KubernetesClients clients;

	private final Seal seal;

	CertManager(KubernetesClients clients, Seal seal) {
		this.clients = clients;
		this.seal = seal;
	}

	@Override
	public CertificateProfile.Kind kind() {
		return CertificateProfile.Kind.CERT_MANAGER;
	}

	private Cluster cluster(CertificateRequest request) {
		return this.clients.cluster(request.place());
	}

	private ApiObjects<GenericKubernetesResource> certificates(CertificateRequest request) {
		return cluster(request).generic("cert-manager.io", "v1", "Certificate", "certificates");
	}

	private static String secretName(GenericKubernetesResource certificate) {
		return certificate.get("spec", "secretName");
	}

	@Override
	public CertificateState read(CertificateRequest request) {
		GenericKubernetesResource object = certificates(request).get(request.certificate().resource());
		Conditions conditions = new Conditions(object);
		String where = "secret/" + secretName(object);
		X509Certificate kept = cluster(request).secrets()
			.find(secretName(object))
			.map(Secret::getData)
			.map(data -> data.get(CHAIN))
			.map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
			.filter(chain -> !chain.isBlank())
			.map(chain -> Pem.first(chain, where))
			.orElse(null);
		Object revision = object.get("status", "revision");
		return new CertificateState(request.certificate().name(),
				revision instanceof Number number ? number.longValue() : 0, kept == null ? null : Pem.fingerprint(kept),
				kept == null ? null : kept.getNotBefore().toInstant(),
				kept == null ? null : kept.getNotAfter().toInstant(), conditions.ready(), conditions.issuing(),
				Optional.ofNullable((String) object.get("status", "lastFailureTime")).map(Instant::parse).orElse(null),
				conditions.words());
	}

	@Override
	public void renew(CertificateRequest request) {
		CertificateState now = read(request);
		if (now.issuing() || now.revision() > request.before().revision()) {
			return;
		}
		certificates(request).changeStatus(request.certificate().resource(),
				object -> Conditions.withIssuing(object, request.run().runId()));
	}

	@Override
	public String keepCopy(CertificateRequest request) {
		if (request.certificate().copyKey() == null) {
			return null;
		}
		Optional<Secret> original = cluster(request).secrets().find(original(request));
		SealedCopy copy = copy(request, original(request));
		return original.filter(secret -> secret.getData() != null)
			.map(secret -> copy.keep(secret.getData()))
			.orElse(null);
	}

	private SealedCopy copy(CertificateRequest request, String original) {
		return new SealedCopy(cluster(request), this.seal, request.run().runId(), request.certificate().copyKey(),
				original);
	}

	private String original(CertificateRequest request) {
		return secretName(certificates(request).get(request.certificate().resource()));
	}

	@Override
	public boolean putBack(CertificateRequest request) {
		if (request.certificate().copyKey() == null) {
			return false;
		}
		String original = original(request);
		Optional<Map<String, String>> before = copy(request, original).read();
		before.ifPresent(pair -> cluster(request).secrets().change(original, false, secret -> {
			secret.setData(pair);
			return secret;
		}));
		return before.isPresent();
	}

	@Override
	public boolean dropCopy(CertificateRequest request) {
		return request.certificate().copyKey() != null && copy(request, original(request)).drop();
	}

	/** The conditions of a Certificate. */
	private record Conditions(GenericKubernetesResource object) {

		private List<Map<String, Object>> all() {
			List<Map<String, Object>> all = this.object.get("status", "conditions");
			return all == null ? List.of() : all;
		}

		private Optional<Map<String, Object>> named(String type) {
			return all().stream().filter(condition -> type.equals(condition.get("type"))).findFirst();
		}

		private boolean isTrue(String type) {
			return named(type).filter(condition -> "True".equals(condition.get("status"))).isPresent();
		}

		boolean ready() {
			return isTrue("Ready");
		}

		boolean issuing() {
			return isTrue("Issuing");
		}

		/** What issuing says while it goes on or has failed, else what Ready says. */
		String words() {
			return named("Issuing").or(() -> named("Ready"))
				.map(condition -> condition.get("reason") + ": " + condition.get("message"))
				.orElse(null);
		}

		/** The condition that makes cert-manager issue a new one. */
		static GenericKubernetesResource withIssuing(GenericKubernetesResource object, String run) {
			List<Map<String, Object>> kept = new java.util.ArrayList<>(new Conditions(object).all()
				.stream()
				.filter(condition -> !"Issuing".equals(condition.get("type")))
				.toList());
			Map<String, Object> wanted = new java.util.LinkedHashMap<>();
			wanted.put("type", "Issuing");
			wanted.put("status", "True");
			wanted.put("reason", "ManuallyTriggered");
			wanted.put("message", "Certificate re-issuance manually triggered (Holdfast, run " + run + ")");
			wanted.put("lastTransitionTime",
					Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
			wanted.put("observedGeneration", object.getMetadata().getGeneration());
			kept.add(wanted);
			Map<String, Object> status = new java.util.LinkedHashMap<>();
			Map<String, Object> found = object.get("status");
			if (found != null) {
				status.putAll(found);
			}
			status.put("conditions", kept);
			object.setAdditionalProperty("status", status);
			return object;
		}

	}

}
