package targets.kubernetes;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The values of a ConfigMap. */
final class ConfigMapSettings implements Settings {

	private final Cluster cluster;

	private final String name;

	private final Ownership ownership;

	ConfigMapSettings(Cluster cluster, String name, Ownership ownership) {
		this.cluster = cluster;
		this.name = name;
		this.ownership = ownership;
	}

	@Override
	public Map<String, String> read() {
		return new TreeMap<>(Objects.requireNonNullElse(this.cluster.configMaps().get(this.name).getData(), Map.of()));
	}

	@Override
	public void write(Map<String, String> wanted, boolean dry) {
		this.cluster.configMaps().change(this.name, dry, (object) -> {
			boolean differs = !wanted.equals(Objects.requireNonNullElse(object.getData(), Map.of()));
			this.ownership.clear(object, differs);
			if (differs) {
				object.setData(new TreeMap<>(wanted));
			}
			return object;
		});
	}

	@Override
	public String inWords() {
		return "configmap/" + this.name;
	}

}
