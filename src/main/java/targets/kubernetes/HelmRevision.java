package targets.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.HelmProfile;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * One revision of a Helm release, from Helm's own record of it: a Secret with the JSON,
 * zipped. https://helm.sh/docs/topics/advanced/#storage-backends
 *
 * @param secret name of the record
 * @param number the revision
 * @param record the record; it may hold secrets and is shown to nobody
 */
record HelmRevision(String secret, long number, JsonNode record) {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private static final Set<String> GOOD = Set.of("deployed", "superseded");

	static HelmRevision of(Secret secret) {
		try {
			byte[] once = Base64.getDecoder().decode(secret.getData().get("release"));
			JsonNode record = MAPPER
				.readTree(new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(once))));
			return new HelmRevision(secret.getMetadata().getName(), record.path("version").asLong(), record);
		}
		catch (IOException ex) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"secret/%s in namespace %s is no record that Helm 3 writes: %s.".formatted(
							secret.getMetadata().getName(), secret.getMetadata().getNamespace(), ex.getMessage()),
					ex);
		}
	}

	String status() {
		return this.record.path("info").path("status").asText();
	}

	String description() {
		return this.record.path("info").path("description").asText();
	}

	/** Whether it ran, now or earlier. */
	boolean good() {
		return GOOD.contains(status());
	}

	/** Whether Helm is still at it, or died over it. */
	boolean pending() {
		return status().startsWith("pending-");
	}

	/** The version in people's words. */
	String version(HelmProfile helm) {
		if (helm.versionValue() == null) {
			return metadata().path("version").asText();
		}
		String path = "/" + helm.versionValue().replace(".", "/");
		JsonNode given = config().at(path);
		return (given.isMissingNode() ? values().at(path) : given).asText("?");
	}

	JsonNode metadata() {
		return this.record.path("chart").path("metadata");
	}

	/** The chart's own values. */
	JsonNode values() {
		return this.record.path("chart").path("values");
	}

	/** The values that the release was given. */
	JsonNode config() {
		return this.record.path("config");
	}

	String manifest() {
		return this.record.path("manifest").asText();
	}

	String inWords(HelmProfile helm) {
		return "revision %d (%s)".formatted(this.number, version(helm));
	}

}
