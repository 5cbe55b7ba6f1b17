package systems;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import domain.profile.Required;
import domain.profile.SystemProfile;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The JSON Schema of a profile, made from the records: their types, {@link Required} and
 * the descriptions in their Javadoc.
 */
final class ProfileSchema {

	private static final Map<Class<?>, String> TEXTS = Map.of(Duration.class, SchemaPatterns.DURATION,
			LocalDateTime.class, SchemaPatterns.DATE_TIME, LocalTime.class, SchemaPatterns.TIME);

	private ProfileSchema() {
	}

	static ObjectNode generate() {
		var builder = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
			.with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
			.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.DEFINITIONS_FOR_ALL_OBJECTS,
					Option.PLAIN_DEFINITION_KEYS);
		builder.forFields()
			.withRequiredCheck(field -> field.getAnnotation(Required.class) != null)
			.withDescriptionResolver(
					field -> RecordDocumentation.of(field.getDeclaringType().getErasedType(), field.getDeclaredName())
						.orElse(null));
		builder.forTypesInGeneral()
			.withTypeAttributeOverride((node, scope, context) -> RecordDocumentation.of(scope.getType().getErasedType())
				.ifPresent(text -> describe(node, text)))
			.withCustomDefinitionProvider(ProfileSchema::textual);
		ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(SystemProfile.class);
		return schema;
	}

	private static void describe(ObjectNode node, String text) {
		if ("object".equals(node.path("type").asText())) {
			node.put("description", text);
		}
	}

	private static CustomDefinition textual(ResolvedType type, SchemaGenerationContext context) {
		if (type.getErasedType() == DayOfWeek.class || type.getErasedType() == Month.class) {
			ObjectNode words = context.getGeneratorConfig().createObjectNode().put("type", "string");
			Stream.of(type.getErasedType().getEnumConstants())
				.map(word -> word.toString().toLowerCase(Locale.ROOT))
				.forEach(words.withArray("enum")::add);
			return new CustomDefinition(words, true);
		}
		if (type.getErasedType() == Map.class) {
			// Whose fields are somebody else's matter.
			return new CustomDefinition(context.getGeneratorConfig()
				.createObjectNode()
				.put("type", "object")
				.put("additionalProperties", true), true);
		}
		String pattern = TEXTS.get(type.getErasedType());
		if (pattern == null) {
			return null;
		}
		JsonNode text = context.getGeneratorConfig().createObjectNode().put("type", "string").put("pattern", pattern);
		return new CustomDefinition((ObjectNode) text, true);
	}

}
