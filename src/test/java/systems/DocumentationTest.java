package systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DocumentationTest {

	private static final Path PAGE = Path.of("docs/profiles.md");

	@Test
	void thePageListsEveryFieldAndVariable() throws IOException {
		String page = Files.readString(PAGE);
		String current = with(with(page, "fields", FieldTables.fields(ProfileSchema.generate())), "variables",
				FieldTables.variables(ProfileFiles.shipped().read()));
		if (Boolean.getBoolean("systems.rewrite")) {
			Files.writeString(PAGE, current);
		}
		assertThat(Files.readString(PAGE))
			.as("rewrite it with: mvn test -Dtest=DocumentationTest -Dsystems.rewrite=true")
			.isEqualTo(current);
	}

	private static String with(String page, String part, String text) {
		String begin = "<!-- " + part + " -->\n";
		String end = "<!-- /" + part + " -->";
		return page.substring(0, page.indexOf(begin) + begin.length()) + text + page.substring(page.indexOf(end));
	}

}
