package systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {

	private static final Path SHIPPED = Path.of("src/main/resources/systems/schema.json");

	private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

	@Test
	void theShippedSchemaIsTheOneThatTheRecordsMake() throws IOException {
		String generated = this.json.writeValueAsString(ProfileSchema.generate()) + "\n";
		if (Boolean.getBoolean("systems.rewrite")) {
			Files.writeString(SHIPPED, generated);
		}
		assertThat(Files.readString(SHIPPED)).as("rewrite it with: mvn test -Dtest=SchemaTest -Dsystems.rewrite=true")
			.isEqualTo(generated);
	}

	@Test
	void everyFieldIsDescribed() {
		List<String> undescribed = new ArrayList<>();
		JsonNode schema = ProfileSchema.generate();
		collectUndescribed("SystemProfile", schema, undescribed);
		schema.path("$defs")
			.properties()
			.forEach(type -> collectUndescribed(type.getKey(), type.getValue(), undescribed));
		assertThat(undescribed).isEmpty();
	}

	private static void collectUndescribed(String type, JsonNode schema, List<String> undescribed) {
		schema.path("properties").properties().forEach(field -> {
			if (field.getValue().path("description").asText().isBlank()) {
				undescribed.add(type + "." + field.getKey());
			}
		});
	}

}
