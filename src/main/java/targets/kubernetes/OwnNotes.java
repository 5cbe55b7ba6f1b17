package targets.kubernetes;

import domain.failure.TransientFailure;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A ConfigMap of ours, in which a step writes down what it is about to do. */
final class OwnNotes {

	private final Cluster cluster;

	private final String name;

	OwnNotes(Cluster cluster, String name) {
		this.cluster = cluster;
		this.name = Marks.labelValue(name).toLowerCase(Locale.ROOT).replace('_', '-');
	}

	Map<String, String> read() {
		return this.cluster.configMaps().find(this.name).map(OwnNotes::data).orElseGet(TreeMap::new);
	}

	void write(Run run, Consumer<Map<String, String>> edit) {
		if (this.cluster.configMaps().find(this.name).isEmpty()) {
			create(run);
		}
		this.cluster.configMaps().change(this.name, false, (object) -> {
			Map<String, String> data = data(object);
			edit.accept(data);
			if (!data.equals(object.getData())) {
				object.setData(data);
			}
			return object;
		});
	}

	private static Map<String, String> data(ConfigMap object) {
		return new TreeMap<>(Objects.requireNonNullElse(object.getData(), Map.of()));
	}

	/** Another step may have made it in the same moment. */
	private void create(Run run) {
		ConfigMap made = new ConfigMapBuilder().withNewMetadata()
			.withName(this.name)
			.withNamespace(this.cluster.namespace())
			.withLabels(Map.of(Marks.RUN, Marks.runLabel(run), "app.kubernetes.io/managed-by", "holdfast"))
			.endMetadata()
			.build();
		try {
			this.cluster.configMaps().create(made, false);
		}
		catch (TransientFailure failure) {
			if (!(failure.getCause() instanceof KubernetesClientException cause) || !ApiFailures.isConflict(cause)) {
				throw failure;
			}
		}
	}

	void remove() {
		this.cluster.configMaps().delete(this.name);
	}

}
