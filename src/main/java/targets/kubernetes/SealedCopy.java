package targets.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Optional;
import secrets.Seal;

/**
 * What a Secret held before a run, encrypted, in a Secret of the run's own beside it.
 */
public final class SealedCopy {

	private static final String SEALED = "sealed";

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Cluster cluster;

	private final Seal seal;

	private final String run;

	private final String key;

	private final String original;

	/**
	 * The copy of a run.
	 * @param key reference of the key that it is encrypted with
	 * @param original name of the Secret
	 */
	public SealedCopy(Cluster cluster, Seal seal, String run, String key, String original) {
		this.cluster = cluster;
		this.seal = seal;
		this.run = run;
		this.key = key;
		this.original = original;
	}

	private String name() {
		return this.original + "-before-"
				+ this.run.substring(0, Math.min(8, this.run.length())).toLowerCase(java.util.Locale.ROOT);
	}

	private String bound() {
		return "secret " + this.cluster.namespace() + "/" + this.original;
	}

	/** Keeps the data of the Secret, unless they are kept already. */
	public String keep(Map<String, String> data) {
		Optional<Secret> kept = this.cluster.secrets().find(name());
		if (kept.isEmpty()) {
			this.cluster.secrets()
				.create(new SecretBuilder().withNewMetadata()
					.withName(name())
					.withNamespace(this.cluster.namespace())
					.addToLabels(Marks.RUN, Marks.labelValue(this.run))
					.addToLabels("app.kubernetes.io/managed-by", "holdfast")
					.endMetadata()
					.addToStringData(SEALED, this.seal.close(text(data), this.key, bound()))
					.build(), false);
		}
		return "secret/" + name();
	}

	/** What it holds; empty when there is none. */
	public Optional<Map<String, String>> read() {
		return this.cluster.secrets()
			.find(name())
			.map(secret -> secret.getData().get(SEALED))
			.map(encoded -> new String(java.util.Base64.getDecoder().decode(encoded),
					java.nio.charset.StandardCharsets.UTF_8))
			.map(sealed -> map(this.seal.open(sealed, this.key, bound())));
	}

	/** Removes it; returns whether there was one. */
	public boolean drop() {
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
