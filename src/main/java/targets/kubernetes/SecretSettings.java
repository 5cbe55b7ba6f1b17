package targets.kubernetes;

import domain.configuration.Edit;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import secrets.Secrets;

/** The values of a Secret, encoded as the API has them; nobody is shown one. */
final class SecretSettings implements Settings {

	private final Cluster cluster;

	private final String name;

	private final Secrets secrets;

	private final Ownership ownership;

	SecretSettings(Cluster cluster, String name, Secrets secrets, Ownership ownership) {
		this.cluster = cluster;
		this.name = name;
		this.secrets = secrets;
		this.ownership = ownership;
	}

	@Override
	public Map<String, String> read() {
		return new TreeMap<>(Objects.requireNonNullElse(this.cluster.secrets().get(this.name).getData(), Map.of()));
	}

	@Override
	public void write(Map<String, String> wanted, boolean dry) {
		this.cluster.secrets().change(this.name, dry, (object) -> {
			boolean differs = !wanted.equals(Objects.requireNonNullElse(object.getData(), Map.of()));
			this.ownership.clear(object, differs);
			if (differs) {
				object.setData(new TreeMap<>(wanted));
			}
			return object;
		});
	}

	@Override
	public Map<String, String> values(Edit edit) {
		Map<String, String> values = new TreeMap<>();
		edit.from()
			.forEach((key, reference) -> values.put(key, Base64.getEncoder()
				.encodeToString(this.secrets.resolve(reference).getBytes(StandardCharsets.UTF_8))));
		return values;
	}

	@Override
	public String shown(String value) {
		return (value == null) ? "none" : "(not shown)";
	}

	@Override
	public String inWords() {
		return "secret/" + this.name;
	}

}
