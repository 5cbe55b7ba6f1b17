package systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Holds a profile against the generated schema: names, types, enums, required fields. */
final class SchemaCheck {

	private final Schema schema = load();

	private static Schema load() {
		try (InputStream stream = SchemaCheck.class.getResourceAsStream("/systems/schema.json")) {
			return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
				.getSchema(stream, InputFormat.JSON);
		}
		catch (IOException unreadable) {
			throw new UncheckedIOException("systems/schema.json cannot be read", unreadable);
		}
	}

	/**
	 * Reports what does not fit.
	 * @param filled fields whose text came from the environment: turned into numbers and
	 * booleans where the schema asks for them
	 * @return whether the records can be made: nothing is wrong but unknown fields
	 */
	boolean check(JsonNode tree, Set<Field> filled, Problems problems) {
		for (Error error : schema.validate(tree)) {
			if ("type".equals(error.getKeyword())) {
				retype(tree, field(error), filled);
			}
		}
		List<Error> errors = schema.validate(tree);
		errors.forEach(error -> report(tree, error, problems));
		return errors.stream().allMatch(error -> "additionalProperties".equals(error.getKeyword()));
	}

	private static void retype(JsonNode tree, Field field, Set<Field> filled) {
		JsonNode node = tree.at(field.compiled());
		if (!filled.contains(field) || !node.isTextual()) {
			return;
		}
		JsonNode typed = typed(node);
		JsonNode parent = tree.at(field.compiled().head());
		String name = field.compiled().last().getMatchingProperty();
		if (parent instanceof ObjectNode object) {
			object.set(name, typed);
		}
		else if (parent instanceof ArrayNode array) {
			array.set(Integer.parseInt(name), typed);
		}
	}

	private static JsonNode typed(JsonNode text) {
		String value = text.textValue().strip();
		if (value.matches("-?[0-9]{1,18}")) {
			return LongNode.valueOf(Long.parseLong(value));
		}
		if (value.matches("-?[0-9]+[.][0-9]+")) {
			return DoubleNode.valueOf(Double.parseDouble(value));
		}
		return value.equals("true") || value.equals("false") ? BooleanNode.valueOf(value.equals("true")) : text;
	}

	private static void report(JsonNode tree, Error error, Problems problems) {
		Field field = field(error);
		JsonNode given = tree.at(field.compiled());
		JsonNode asked = error.getSchemaNode();
		switch (error.getKeyword()) {
			case "required" -> problems.add(field.at(error.getProperty()), "is missing");
			case "additionalProperties" -> problems.add(field.at(error.getProperty()),
					"is not a field of a profile here; docs/profiles.md lists the fields");
			case "type" ->
				problems.add(field, "has the wrong type", shown(given), asked.path("type").asText(asked.asText()));
			case "enum" -> problems.add(field, "is not one of the words", shown(given), words(asked));
			case "pattern" -> problems.add(field, "is not written as it must", shown(given), form(asked));
			default -> problems.add(field, error.getMessage());
		}
	}

	private static String shown(JsonNode given) {
		return given.isContainerNode() ? given.isArray() ? "a list" : "a mapping" : given.asText();
	}

	private static String words(JsonNode asked) {
		JsonNode words = asked.isArray() ? asked : asked.path("enum");
		return StreamSupport.stream(words.spliterator(), false).map(JsonNode::asText).collect(Collectors.joining(", "));
	}

	private static String form(JsonNode asked) {
		String pattern = asked.isTextual() ? asked.asText() : asked.path("pattern").asText();
		if (pattern.startsWith("^P")) {
			return "an ISO 8601 duration of zero or more, as PT2H, PT30S or P1D";
		}
		return pattern.contains("T") ? "a local date and time, as 2026-12-24T18:00" : "a time of day, as 18:00";
	}

	private static Field field(Error error) {
		List<Object> steps = new ArrayList<>();
		for (NodePath path = error.getInstanceLocation(); path != null
				&& path.getNameCount() > 0; path = path.getParent()) {
			steps.addFirst(path.getElement(-1));
		}
		Field field = Field.ROOT;
		for (Object step : steps) {
			field = field.at(String.valueOf(step));
		}
		return field;
	}

}
