package targets.kubernetes;

import domain.configuration.Copy;
import domain.configuration.Edit;
import domain.configuration.EditRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Copies of settings beside them in their namespace: of a Secret as a Secret, of the rest
 * as ConfigMaps. The newest are kept, older ones go when a new one is made.
 */
final class SettingsCopies {

	private static final int KEPT = 5;

	private final Cluster cluster;

	private final EditRequest request;

	private final String what;

	SettingsCopies(Cluster cluster, EditRequest request) {
		this.cluster = cluster;
		this.request = request;
		this.what = what(request);
	}

	private static String what(EditRequest request) {
		Edit edit = request.edit();
		if (edit.configMap() != null) {
			return edit.configMap();
		}
		return (edit.secret() != null) ? edit.secret() : request.workload().name() + "-env";
	}

	private boolean secret() {
		return this.request.edit().secret() != null;
	}

	private String ownName() {
		return KubernetesConfiguration.copyName(this.what, this.request.run());
	}

	/** Keeps these values under the run's own name, unless they are kept already. */
	Copy keep(Map<String, String> values) {
		String name = ownName();
		Copy copy = new Copy(name,
				(secret() ? "secret/" : "configmap/") + name + " in namespace " + this.cluster.namespace());
		if (this.request.run().planning() || find(name).isPresent()) {
			return copy;
		}
		if (secret()) {
			this.cluster.secrets().create(secretOf(name, values), false);
		}
		else {
			this.cluster.configMaps().create(configMapOf(name, values), false);
		}
		all().skip(KEPT).forEach(this::remove);
		return copy;
	}

	Optional<Map<String, String>> own() {
		return find(ownName());
	}

	/** The values of a copy that somebody names. */
	Map<String, String> named(String name) {
		return find(name).filter((values) -> names().contains(name))
			.orElseThrow(() -> new PermanentFailure(FailureKind.INVALID_INPUT,
					"change.restore: \"%s\" was given; copies of %s are %s".formatted(name, this.what, names())));
	}

	/** Newest first. */
	List<String> names() {
		return all().map((object) -> object.getMetadata().getName()).toList();
	}

	private Stream<? extends HasMetadata> all() {
		Map<String, String> labels = Map.of(Marks.COPY_OF, Marks.labelValue(this.what));
		List<? extends HasMetadata> found = secret() ? this.cluster.secrets().list(labels)
				: this.cluster.configMaps().list(labels);
		return found.stream()
			.sorted(Comparator.comparing((HasMetadata object) -> object.getMetadata().getCreationTimestamp())
				.thenComparing((object) -> object.getMetadata().getName())
				.reversed());
	}

	private Optional<Map<String, String>> find(String name) {
		return secret() ? this.cluster.secrets().find(name).map((object) -> values(object.getData()))
				: this.cluster.configMaps().find(name).map((object) -> values(object.getData()));
	}

	private static Map<String, String> values(Map<String, String> data) {
		return new TreeMap<>(Objects.requireNonNullElse(data, Map.of()));
	}

	private void remove(HasMetadata object) {
		String name = object.getMetadata().getName();
		if (secret()) {
			this.cluster.secrets().delete(name);
		}
		else {
			this.cluster.configMaps().delete(name);
		}
	}

	private ConfigMap configMapOf(String name, Map<String, String> values) {
		return new ConfigMapBuilder().withNewMetadata()
			.withName(name)
			.withNamespace(this.cluster.namespace())
			.withLabels(labels())
			.endMetadata()
			.withData(values)
			.build();
	}

	private Secret secretOf(String name, Map<String, String> values) {
		return new SecretBuilder().withNewMetadata()
			.withName(name)
			.withNamespace(this.cluster.namespace())
			.withLabels(labels())
			.endMetadata()
			.withData(values)
			.build();
	}

	private Map<String, String> labels() {
		return Map.of(Marks.COPY_OF, Marks.labelValue(this.what), Marks.RUN, Marks.runLabel(this.request.run()),
				"app.kubernetes.io/managed-by", "holdfast");
	}

}
