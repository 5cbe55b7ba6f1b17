package targets.kubernetes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A ConfigMap or a Secret without what the cluster adds to it.
 *
 * @param secret whether it is a Secret
 * @param name its name
 * @param type type of the Secret; null for ConfigMaps
 * @param labels its labels
 * @param annotations its annotations, without kubectl's own
 * @param data its values; of Secrets in Base64, as the API has them
 * @param binaryData binary values of a ConfigMap, in Base64
 */
record ConfigurationObject(boolean secret, String name, String type, SortedMap<String, String> labels,
		SortedMap<String, String> annotations, SortedMap<String, String> data, SortedMap<String, String> binaryData) {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final String LABELS = Marks.PREFIX + "labels-before";

	private static final String ANNOTATIONS = Marks.PREFIX + "annotations-before";

	private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

	static ConfigurationObject of(ConfigMap object) {
		return new ConfigurationObject(false, object.getMetadata().getName(), null, sorted(labels(object)),
				annotations(object), sorted(object.getData()), sorted(object.getBinaryData()));
	}

	static ConfigurationObject of(Secret object) {
		return new ConfigurationObject(true, object.getMetadata().getName(), object.getType(), sorted(labels(object)),
				annotations(object), sorted(object.getData()), new TreeMap<>());
	}

	private static Map<String, String> labels(HasMetadata object) {
		return object.getMetadata().getLabels();
	}

	private static SortedMap<String, String> annotations(HasMetadata object) {
		SortedMap<String, String> annotations = sorted(object.getMetadata().getAnnotations());
		// kubectl's memory of what it applied is not part of the object, and repeats it.
		annotations.remove(APPLIED);
		return annotations;
	}

	private static SortedMap<String, String> sorted(Map<String, String> values) {
		return new TreeMap<>(Objects.requireNonNullElse(values, Map.of()));
	}

	/** As people and the catalogue name it: {@code configmap/web}. */
	String title() {
		return (this.secret ? "secret/" : "configmap/") + this.name;
	}

	@JsonIgnore
	long entries() {
		return (long) this.data.size() + this.binaryData.size();
	}

	/** SHA-256 of its values; of a Secret's too, whose values it does not give away. */
	String digest() {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			add(digest, this.data);
			add(digest, this.binaryData);
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every Java has SHA-256", impossible);
		}
	}

	private static void add(MessageDigest digest, SortedMap<String, String> values) {
		values.forEach((name, value) -> digest
			.update((name.length() + ":" + name + value.length() + ":" + value).getBytes(StandardCharsets.UTF_8)));
	}

	/** The same under another name, marked as the run's. */
	ConfigurationObject copy(String named, Map<String, String> marks) {
		SortedMap<String, String> own = new TreeMap<>(
				Map.of(LABELS, Serialization.asJson(this.labels), ANNOTATIONS, Serialization.asJson(this.annotations)));
		return new ConfigurationObject(this.secret, named, this.type, new TreeMap<>(marks), own, this.data,
				this.binaryData);
	}

	/** What it is a copy of. */
	ConfigurationObject original(String named) {
		return new ConfigurationObject(this.secret, named, this.type, map(LABELS), map(ANNOTATIONS), this.data,
				this.binaryData);
	}

	private SortedMap<String, String> map(String annotation) {
		try {
			return JSON.readValue(this.annotations.getOrDefault(annotation, "{}"),
					new TypeReference<TreeMap<String, String>>() {
					});
		}
		catch (JsonProcessingException altered) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, Said.of("annotation %s of the copy %s was altered.",
					"a anotação %s da cópia %s foi alterada.", annotation, title()), altered);
		}
	}

	ConfigMap configMap(String namespace) {
		return new ConfigMapBuilder().withMetadata(metadata(namespace))
			.withData(this.data)
			.withBinaryData(this.binaryData)
			.build();
	}

	Secret secret(String namespace) {
		return new SecretBuilder().withMetadata(metadata(namespace)).withType(this.type).withData(this.data).build();
	}

	private ObjectMeta metadata(String namespace) {
		return new ObjectMetaBuilder().withName(this.name)
			.withNamespace(namespace)
			.withLabels(this.labels)
			.withAnnotations(this.annotations)
			.build();
	}

}
