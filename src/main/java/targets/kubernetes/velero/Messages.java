package targets.kubernetes.velero;

import com.fasterxml.jackson.databind.JsonNode;
import domain.people.Said;
import java.util.ArrayList;
import java.util.List;

/**
 * What went wrong, in Velero's words.
 *
 * @param errors its errors
 * @param warnings its warnings; of a restore they tell of objects that were there already
 * and are not as they were
 */
record Messages(List<String> errors, List<String> warnings) {

	/** That there are none. */
	static final Said NONE = Said.of("none", "nenhum");

	private static final int SHOWN = 5;

	static Messages of(JsonNode results) {
		return new Messages(read(results.path("errors")), read(results.path("warnings")));
	}

	private static List<String> read(JsonNode part) {
		List<String> all = new ArrayList<>();
		part.path("velero").forEach((each) -> all.add(each.asText()));
		part.path("cluster").forEach((each) -> all.add(each.asText()));
		part.path("namespaces")
			.properties()
			.forEach((namespace) -> namespace.getValue()
				.forEach((each) -> all.add(namespace.getKey() + ": " + each.asText())));
		return all;
	}

	/** The first of them, for people. */
	static Said said(int count, List<String> known) {
		if (count == 0 && known.isEmpty()) {
			return NONE;
		}
		String shown = String.join("; ", known.subList(0, Math.min(SHOWN, known.size())));
		return Said.quoted(Math.max(count, known.size()) + (shown.isEmpty() ? "" : " (" + shown + ")"));
	}

}
