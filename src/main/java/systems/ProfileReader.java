package systems;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import domain.profile.SystemProfile;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads one profile: YAML, placeholders, schema, records, rules. Each reports everything
 * it finds. Misspelt fields do not keep the rules from being asked; values that fit no
 * record do.
 */
final class ProfileReader {

	private static final YAMLMapper YAML = YAMLMapper.builder()
		.addModule(new JavaTimeModule())
		.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
		.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final UnaryOperator<String> environment;

	private final SchemaCheck schema = new SchemaCheck();

	private final Procedures procedures;

	ProfileReader(UnaryOperator<String> environment) {
		this(environment, Procedures.ANY);
	}

	ProfileReader(UnaryOperator<String> environment, Procedures procedures) {
		this.environment = environment;
		this.procedures = procedures;
	}

	Reading read(ProfileFile file) {
		Problems problems = new Problems(file.name());
		Optional<JsonNode> tree = tree(file, problems);
		String system = tree.map(node -> node.path("name").asText(stem(file))).orElse(stem(file));
		Optional<SystemProfile> profile = tree.flatMap(node -> profile(node, problems));
		profile.ifPresent(read -> Rules.check(read, procedures, problems));
		return new Reading(file.name(), system, problems.isEmpty() ? profile : Optional.empty(), problems.list());
	}

	private Optional<JsonNode> tree(ProfileFile file, Problems problems) {
		try {
			JsonNode tree = read(file.text());
			if (!tree.isObject()) {
				problems.atLine(1, "", "is not a profile (given nothing or a single value, allowed a YAML mapping)");
				return Optional.empty();
			}
			problems.in(tree);
			refuseAliases(file.text(), problems);
			return Optional.of(tree);
		}
		catch (JsonProcessingException malformed) {
			JsonLocation location = malformed.getLocation();
			problems.atLine(location == null ? 1 : location.getLineNr(), "", "is not YAML: " + reason(malformed));
			return Optional.empty();
		}
		catch (IOException impossible) {
			throw new IllegalStateException("a text in memory cannot be read", impossible);
		}
	}

	/** The parser's own words without its excerpts of the text. */
	private static String reason(JsonProcessingException malformed) {
		return malformed.getOriginalMessage()
			.lines()
			.filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
			.collect(Collectors.joining(", "));
	}

	/**
	 * Jackson reads an alias as a text, the anchor's name: it would pass for a value.
	 */
	private static void refuseAliases(String text, Problems problems) throws IOException {
		try (YAMLParser parser = YAML.getFactory().createParser(text)) {
			while (parser.nextToken() != null) {
				if (parser.isCurrentAlias()) {
					problems.atLine(parser.currentTokenLocation().getLineNr(), "",
							"aliases are not read (given *" + parser.getText() + ", allowed the value itself)");
				}
			}
		}
	}

	private static JsonNode read(String text) throws IOException {
		try (JsonParser parser = YAML.getFactory().createParser(text)) {
			JsonNode tree = YAML.reader(LocationJsonNodeFactoryFactory.getInstance().getJsonNodeFactory(parser))
				.readTree(parser);
			return tree == null ? YAML.missingNode() : tree;
		}
	}

	private Optional<SystemProfile> profile(JsonNode tree, Problems problems) {
		Placeholders placeholders = new Placeholders(environment, problems);
		placeholders.fill(Field.ROOT, tree);
		if (!schema.check(tree, placeholders.filled(), problems)) {
			return Optional.empty();
		}
		try {
			return Optional.of(YAML.treeToValue(tree, SystemProfile.class));
		}
		catch (JsonMappingException unfit) {
			problems.add(place(unfit), "does not fit: " + unfit.getOriginalMessage());
		}
		catch (JsonProcessingException unfit) {
			problems.add(Field.ROOT, "does not fit: " + unfit.getOriginalMessage());
		}
		return Optional.empty();
	}

	private static Field place(JsonMappingException unfit) {
		Field field = Field.ROOT;
		for (JsonMappingException.Reference step : unfit.getPath()) {
			field = step.getFieldName() == null ? field.at(step.getIndex()) : field.at(step.getFieldName());
		}
		return field;
	}

	private static String stem(ProfileFile file) {
		return file.name().replaceFirst("\\.ya?ml$", "");
	}

}
