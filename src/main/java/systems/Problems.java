package systems;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.utils.JsonNodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Collects what is wrong in one file, with the line of the field or of what holds it. */
final class Problems {

	private final String file;

	private final List<Problem> found = new ArrayList<>();

	private JsonNode tree;

	Problems(String file) {
		this.file = file;
	}

	/** The tree that fields are looked up in. */
	void in(JsonNode tree) {
		this.tree = tree;
	}

	void add(Field field, String reason) {
		found.add(new Problem(file, line(field), words(field), reason));
	}

	void add(Field field, String reason, Object given, String allowed) {
		add(field, reason + " (given " + given + ", allowed " + allowed + ")");
	}

	void atLine(int line, String field, String reason) {
		found.add(new Problem(file, line, field, reason));
	}

	boolean isEmpty() {
		return found.isEmpty();
	}

	List<Problem> list() {
		return found.stream().distinct().sorted(Comparator.comparingInt(Problem::line)).toList();
	}

	/** The names of a list's elements, as the allowed ones. */
	static <T> String words(List<T> elements, Function<T, String> name) {
		String names = elements.stream().map(name).collect(Collectors.joining(", "));
		return names.isEmpty() ? "nothing, none is described" : names;
	}

	/** An enum constant as it is written in a profile. */
	static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private int line(Field field) {
		JsonPointer pointer = field.compiled();
		while (pointer != null && tree != null) {
			JsonLocation location = location(tree.at(pointer));
			if (location != null) {
				return location.getLineNr();
			}
			pointer = pointer.head();
		}
		return tree == null ? 0 : 1;
	}

	private static JsonLocation location(JsonNode node) {
		return node == null || node.isMissingNode() ? null : JsonNodes.tokenStreamLocationOf(node);
	}

	/**
	 * A field as people write it; elements of lists by their names, where they have one.
	 */
	private String words(Field field) {
		StringBuilder words = new StringBuilder();
		JsonNode node = tree;
		for (JsonPointer rest = field.compiled(); !rest.matches(); rest = rest.tail()) {
			boolean element = node != null && node.isArray();
			node = node == null ? null
					: element ? node.get(rest.getMatchingIndex()) : node.get(rest.getMatchingProperty());
			if (element) {
				words.append('[').append(label(node, rest.getMatchingProperty())).append(']');
			}
			else {
				words.append(words.isEmpty() ? "" : ".").append(rest.getMatchingProperty());
			}
		}
		return words.toString();
	}

	private static String label(JsonNode element, String index) {
		if (element == null || !element.isObject()) {
			return index;
		}
		return element.path("name").asText(element.path("id").asText(index));
	}

}
