package targets.kubernetes.certmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.certificate.CertificateRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Optional;
import secrets.Seal;
import targets.kubernetes.Cluster;
import targets.kubernetes.Marks;

/** The certificate and key of before, encrypted, in a Secret beside the original. */
final class OldPair {

	private static final String SEALED = "sealed";

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Cluster cluster;

	private final Seal seal;

	private final CertificateRequest request;

	private final String original;

	OldPair(Cluster cluster, Seal seal, CertificateRequest request, String original) {
		this.cluster = cluster;
		this.seal = seal;
		this.request = request;
		this.original = original;
	}

	private String name() {
		String run = this.request.run().runId();
		return this.original + "-before-"
				+ run.substring(0, Math.min(8, run.length())).toLowerCase(java.util.Locale.ROOT);
	}

	private String bound() {
		return "secret " + this.cluster.namespace() + "/" + this.original;
	}

	/** Keeps them, unless they are kept already. */
	String keep(Map<String, String> data) {
		Optional<Secret> kept = this.cluster.secrets().find(name());
		if (kept.isEmpty()) {
			this.cluster.secrets()
				.create(new SecretBuilder().withNewMetadata()
					.withName(name())
					.withNamespace(this.cluster.namespace())
					.addToLabels(Marks.RUN, Marks.labelValue(this.request.run().runId()))
					.addToLabels("app.kubernetes.io/managed-by", "holdfast")
					.endMetadata()
					.addToStringData(SEALED, this.seal.close(text(data), this.request.certificate().copyKey(), bound()))
					.build(), false);
		}
		return "secret/" + name();
	}

	Optional<Map<String, String>> read() {
		return this.cluster.secrets()
			.find(name())
			.map(secret -> secret.getData().get(SEALED))
			.map(encoded -> new String(java.util.Base64.getDecoder().decode(encoded),
					java.nio.charset.StandardCharsets.UTF_8))
			.map(sealed -> map(this.seal.open(sealed, this.request.certificate().copyKey(), bound())));
	}

	/** Returns whether there was one. */
	boolean drop() {
		boolean there = this.cluster.secrets().find(name()).isPresent();
		if (there) {
			this.cluster.secrets().delete(name());
		}
		return there;
	}

	private static String text(Map<String, String> data) {
		try {
			return JSON.writeValueAsString(data);
		}
		catch (JsonProcessingException impossible) {
			throw new IllegalStateException("texts can be written as JSON", impossible);
		}
	}

	private Map<String, String> map(String text) {
		try {
			return JSON.readValue(text, new TypeReference<>() {
			});
		}
		catch (JsonProcessingException malformed) {
			// Its text may repeat the key.
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, "secret/" + name() + " does not hold what was kept");
		}
	}

}
