package targets.kubernetes;

import domain.run.Run;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Whose synchronisation a run pauses, noted in the target's own namespace before it is
 * paused: whatever dies, the run's end knows what to give back.
 */
final class PauseNotes {

	private final Cluster cluster;

	private final Run run;

	PauseNotes(Cluster cluster, Run run) {
		this.cluster = cluster;
		this.run = run;
	}

	void write(Keeper keeper) {
		if (this.cluster.configMaps().find(name()).isEmpty()) {
			create();
		}
		this.cluster.configMaps().change(name(), false, (object) -> {
			Map<String, String> data = new TreeMap<>(Objects.requireNonNullElse(object.getData(), Map.of()));
			String noted = String.join("/", keeper.tool().name(), keeper.namespace(), keeper.name());
			data.putIfAbsent(Marks.labelValue(noted), noted);
			if (!data.equals(object.getData())) {
				object.setData(data);
			}
			return object;
		});
	}

	/** Another step of the run may have made it in the same moment. */
	private void create() {
		ConfigMap made = new ConfigMapBuilder().withNewMetadata()
			.withName(name())
			.withNamespace(this.cluster.namespace())
			.withLabels(Map.of(Marks.RUN, Marks.runLabel(this.run), "app.kubernetes.io/managed-by", "holdfast"))
			.endMetadata()
			.build();
		try {
			this.cluster.configMaps().create(made, false);
		}
		catch (domain.failure.TransientFailure failure) {
			if (!(failure.getCause() instanceof KubernetesClientException cause) || !ApiFailures.isConflict(cause)) {
				throw failure;
			}
		}
	}

	List<Keeper> read() {
		return this.cluster.configMaps()
			.find(name())
			.map((object) -> Objects.requireNonNullElse(object.getData(), Map.<String, String>of()))
			.orElse(Map.of())
			.values()
			.stream()
			.map((noted) -> noted.split("/", 3))
			.map((parts) -> new Keeper(Keeper.Tool.valueOf(parts[0]), parts[1], parts[2], "paused"))
			.toList();
	}

	void remove() {
		this.cluster.configMaps().delete(name());
	}

	private String name() {
		return Marks.labelValue("holdfast-paused-" + this.run.runId()).toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
