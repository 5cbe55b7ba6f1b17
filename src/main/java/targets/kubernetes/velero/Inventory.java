package targets.kubernetes.velero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The objects that a backup holds or a restore has handled, by kind as Velero writes it:
 * {@code apps/v1/Deployment}.
 *
 * @param objects names by kind, {@code namespace/name} or only a name
 */
record Inventory(SortedMap<String, List<String>> objects) {

	/** Of a resource list, without what a restore says about each in brackets. */
	static Inventory of(JsonNode list) {
		SortedMap<String, List<String>> objects = new TreeMap<>();
		list.properties().forEach((kind) -> {
			List<String> names = new ArrayList<>();
			kind.getValue().forEach((each) -> names.add(each.asText()));
			objects.put(kind.getKey(), names);
		});
		return new Inventory(objects);
	}

	/** Objects in all. */
	int total() {
		return this.objects.values().stream().mapToInt(List::size).sum();
	}

	/** Objects in a namespace. */
	long in(String namespace) {
		return this.objects.values()
			.stream()
			.flatMap(List::stream)
			.filter((name) -> name.startsWith(namespace + "/"))
			.count();
	}

	/** Objects of each kind in a namespace. */
	SortedMap<String, Long> counts(String namespace) {
		SortedMap<String, Long> counts = new TreeMap<>();
		for (Map.Entry<String, List<String>> kind : this.objects.entrySet()) {
			long count = kind.getValue().stream().filter((name) -> name.startsWith(namespace + "/")).count();
			if (count > 0) {
				counts.put(kind.getKey(), count);
			}
		}
		return counts;
	}

	/** Objects of which a restore says this, as {@code kind namespace/name}. */
	List<String> that(String action) {
		String said = "(" + action + ")";
		List<String> found = new ArrayList<>();
		this.objects.forEach((kind, names) -> names.stream()
			.filter((name) -> name.endsWith(said))
			.forEach((name) -> found.add(kind + " " + name.substring(0, name.length() - said.length()))));
		return found;
	}

}
