package systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.serialization.node.TokenStreamLocationAwareTextNode;
import com.networknt.schema.utils.JsonNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.PropertyPlaceholderHelper;

/**
 * Fills <code>${NAME:default}</code> in the scalars of a profile from the environment.
 * What is empty then, or was null, counts as absent. Places are kept.
 */
final class Placeholders {

	private static final PropertyPlaceholderHelper HELPER = new PropertyPlaceholderHelper("${", "}", ":", null, false);

	private final UnaryOperator<String> environment;

	private final Problems problems;

	private final Set<Field> filled = new TreeSet<>();

	Placeholders(UnaryOperator<String> environment, Problems problems) {
		this.environment = environment;
		this.problems = problems;
	}

	/** Fields whose text came from a placeholder: it may stand for a number. */
	Set<Field> filled() {
		return filled;
	}

	void fill(Field field, JsonNode node) {
		if (node instanceof ObjectNode object) {
			List<String> names = new ArrayList<>();
			object.fieldNames().forEachRemaining(names::add);
			for (String name : names) {
				JsonNode value = value(field.at(name), object.get(name));
				if (value == null) {
					object.remove(name);
				}
				else {
					object.set(name, value);
				}
			}
		}
		else if (node instanceof ArrayNode array) {
			for (int index = 0, kept = 0; kept < array.size(); index++) {
				JsonNode value = value(field.at(index), array.get(kept));
				if (value == null) {
					array.remove(kept);
				}
				else {
					array.set(kept++, value);
				}
			}
		}
	}

	private JsonNode value(Field field, JsonNode node) {
		if (node instanceof ContainerNode) {
			fill(field, node);
			return node;
		}
		if (node.isNull()) {
			return null;
		}
		return node.isTextual() ? text(field, node) : node;
	}

	private JsonNode text(Field field, JsonNode node) {
		String given = node.textValue();
		String resolved = given.contains("${") ? resolve(field, given) : given;
		if (resolved.isBlank()) {
			return null;
		}
		if (resolved.equals(given)) {
			return node;
		}
		filled.add(field);
		return new TokenStreamLocationAwareTextNode(resolved, JsonNodes.tokenStreamLocationOf(node));
	}

	private String resolve(Field field, String given) {
		try {
			return HELPER.replacePlaceholders(given, environment::apply);
		}
		catch (PlaceholderResolutionException unresolved) {
			problems.add(field, "the environment lacks a variable without default (given " + given
					+ "; set the variable, or write ${NAME:default})");
			return given;
		}
	}

}
