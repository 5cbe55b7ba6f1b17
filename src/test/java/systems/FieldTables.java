package systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The parts of docs/profiles.md that are made from the schema and the shipped profiles.
 */
final class FieldTables {

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(?::([^}]*))?}");

	private FieldTables() {
	}

	static String fields(ObjectNode schema) {
		StringBuilder text = new StringBuilder();
		table("SystemProfile", schema, text);
		schema.path("$defs").properties().forEach(type -> {
			if ("object".equals(type.getValue().path("type").asText())) {
				table(type.getKey(), type.getValue(), text);
			}
		});
		return text.toString();
	}

	static String variables(List<ProfileFile> files) {
		StringBuilder text = new StringBuilder("\n| file | variable | default |\n|---|---|---|\n");
		for (ProfileFile file : files) {
			Map<String, String> found = new TreeMap<>();
			Matcher variable = VARIABLE.matcher(file.text().replaceAll("(?m)^\\s*#.*$", ""));
			while (variable.find()) {
				found.put(variable.group(1), variable.group(2) == null ? "none" : variable.group(2));
			}
			found.forEach((name, value) -> text.append("| %s | `%s` | %s |\n".formatted(file.name(), name,
					value.isEmpty() ? "empty" : "`" + value + "`")));
		}
		return text.append('\n').toString();
	}

	private static void table(String type, JsonNode schema, StringBuilder text) {
		text.append("\n### %s\n\n%s\n\n| field | type | meaning |\n|---|---|---|\n".formatted(type,
				schema.path("description").asText()));
		List<String> required = new ArrayList<>();
		schema.path("required").forEach(name -> required.add(name.asText()));
		schema.path("properties").properties().forEach(field -> {
			String name = "`" + field.getKey() + "`";
			text.append("| %s | %s | %s |\n".formatted(required.contains(field.getKey()) ? "**" + name + "**" : name,
					type(field.getValue()), field.getValue().path("description").asText().replace("|", "\\|")));
		});
	}

	private static String type(JsonNode field) {
		if (field.has("$ref")) {
			String type = field.path("$ref").asText().replaceFirst(".*/", "");
			return "[%s](#%s)".formatted(type, type.toLowerCase(Locale.ROOT));
		}
		if (field.has("enum")) {
			return StreamSupport.stream(field.path("enum").spliterator(), false)
				.map(word -> "`" + word.asText() + "`")
				.collect(Collectors.joining(", "));
		}
		if (field.path("type").asText().equals("array")) {
			return "list of " + type(field.path("items"));
		}
		return switch (field.path("pattern").asText()) {
			case SchemaPatterns.DURATION -> "duration";
			case SchemaPatterns.DATE_TIME -> "local date and time";
			case SchemaPatterns.TIME -> "time of day";
			default -> field.path("type").asText();
		};
	}

}
