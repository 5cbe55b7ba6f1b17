package targets.kubernetes;

import domain.configuration.Edit;
import domain.run.Change;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names and values that a component reads. */
interface Settings {

	/** As they are now. */
	Map<String, String> read();

	/** Makes them these, unless they are so already. */
	void write(Map<String, String> wanted, boolean dry);

	/** Where they are, for people. */
	String inWords();

	/** A value as people may see it. */
	default String shown(String value) {
		return (value == null) ? "none" : value;
	}

	/** These with an edit made. */
	default Map<String, String> edited(Map<String, String> before, Edit edit) {
		Map<String, String> wanted = new TreeMap<>(before);
		wanted.putAll(values(edit));
		edit.remove().forEach(wanted::remove);
		return wanted;
	}

	/** The values that an edit sets, ready to be written. */
	default Map<String, String> values(Edit edit) {
		return edit.set();
	}

	default List<Change> changes(Map<String, String> before, Map<String, String> after) {
		TreeSet<String> names = new TreeSet<>(before.keySet());
		names.addAll(after.keySet());
		return names.stream()
			.filter((name) -> !Objects.equals(before.get(name), after.get(name)))
			.map((name) -> new Change(inWords() + " " + name, shown(before.get(name)), shown(after.get(name))))
			.toList();
	}

}
