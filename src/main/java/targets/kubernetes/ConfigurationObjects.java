package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.profile.ObjectsProfile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The ConfigMaps and Secrets of a namespace: read, written whole, removed. */
final class ConfigurationObjects {

	private static final String OF_THE_CLUSTER = "kube-root-ca.crt";

	private final Cluster cluster;

	ConfigurationObjects(Cluster cluster) {
		this.cluster = cluster;
	}

	/**
	 * Those that a profile asks for. Without names: every ConfigMap that is neither the
	 * cluster's own, nor made by another object, nor one of ours.
	 */
	List<ConfigurationObject> wanted(ObjectsProfile profile) {
		List<ConfigurationObject> all = new ArrayList<>();
		if (profile == null || profile.configMaps() == null) {
			this.cluster.configMaps()
				.list()
				.stream()
				.filter(ConfigurationObjects::somebodys)
				.map(ConfigurationObject::of)
				.forEach(all::add);
		}
		else {
			profile.configMaps()
				.forEach((name) -> all.add(ConfigurationObject.of(this.cluster.configMaps().get(name))));
		}
		if (profile != null) {
			profile.secrets().forEach((name) -> all.add(ConfigurationObject.of(this.cluster.secrets().get(name))));
		}
		return all;
	}

	private static boolean somebodys(ConfigMap object) {
		return !object.getMetadata().getName().equals(OF_THE_CLUSTER)
				&& object.getMetadata().getOwnerReferences().isEmpty() && !ours(object);
	}

	static boolean ours(HasMetadata object) {
		return object.getMetadata().getLabels() != null
				&& "holdfast".equals(object.getMetadata().getLabels().get("app.kubernetes.io/managed-by"));
	}

	Optional<ConfigurationObject> find(boolean secret, String name) {
		return secret ? this.cluster.secrets().find(name).map(ConfigurationObject::of)
				: this.cluster.configMaps().find(name).map(ConfigurationObject::of);
	}

	List<ConfigurationObject> labelled(Map<String, String> labels) {
		List<ConfigurationObject> all = new ArrayList<>();
		this.cluster.configMaps().list(labels).forEach((object) -> all.add(ConfigurationObject.of(object)));
		this.cluster.secrets().list(labels).forEach((object) -> all.add(ConfigurationObject.of(object)));
		return all;
	}

	/**
	 * Makes an object hold exactly these values; its labels and annotations are added to
	 * those that it has.
	 * @return whether anything was written
	 */
	boolean write(ConfigurationObject wanted) {
		Optional<ConfigurationObject> now = find(wanted.secret(), wanted.name());
		if (now.filter((there) -> there.digest().equals(wanted.digest())).isPresent()) {
			return false;
		}
		if (now.isEmpty()) {
			create(wanted);
		}
		else if (wanted.secret()) {
			this.cluster.secrets().change(wanted.name(), false, (object) -> filled(object, wanted));
		}
		else {
			this.cluster.configMaps().change(wanted.name(), false, (object) -> filled(object, wanted));
		}
		if (find(wanted.secret(), wanted.name()).filter((there) -> there.digest().equals(wanted.digest())).isEmpty()) {
			throw new PermanentFailure(FailureKind.CONFLICT, Said.of(
					"%s in namespace %s does not hold what was just written: somebody else writes there (a GitOps tool puts back what Git has).",
					"%s no namespace %s não contém o que acabou de ser gravado: outro grava lá (uma ferramenta GitOps repõe o que está no Git).",
					wanted.title(), this.cluster.namespace()));
		}
		return true;
	}

	private void create(ConfigurationObject wanted) {
		if (wanted.secret()) {
			this.cluster.secrets().create(wanted.secret(this.cluster.namespace()), false);
		}
		else {
			this.cluster.configMaps().create(wanted.configMap(this.cluster.namespace()), false);
		}
	}

	private static ConfigMap filled(ConfigMap object, ConfigurationObject wanted) {
		object.setData(wanted.data());
		object.setBinaryData(wanted.binaryData());
		object.getMetadata().setLabels(merged(object.getMetadata().getLabels(), wanted.labels()));
		object.getMetadata().setAnnotations(merged(object.getMetadata().getAnnotations(), wanted.annotations()));
		return object;
	}

	private static Secret filled(Secret object, ConfigurationObject wanted) {
		object.setData(wanted.data());
		object.getMetadata().setLabels(merged(object.getMetadata().getLabels(), wanted.labels()));
		object.getMetadata().setAnnotations(merged(object.getMetadata().getAnnotations(), wanted.annotations()));
		return object;
	}

	private static Map<String, String> merged(Map<String, String> now, Map<String, String> wanted) {
		Map<String, String> merged = new TreeMap<>(Objects.requireNonNullElse(now, Map.of()));
		merged.putAll(wanted);
		return merged;
	}

	/** Not there: nothing. */
	void remove(boolean secret, String name) {
		if (secret) {
			this.cluster.secrets().delete(name);
		}
		else {
			this.cluster.configMaps().delete(name);
		}
	}

}
