package documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents are kept true. */
class ReadmeTest {

	private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| \\[");

	private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

	@Test
	void theTableOfProceduresIsWholeAndTrue() throws IOException {
		List<String> procedures = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
			.importPackages("workflows")
			.stream()
			.filter(found -> found.isAnnotatedWith(WorkflowInterface.class))
			.filter(found -> found.getMethods()
				.stream()
				.anyMatch(method -> method.isAnnotatedWith(WorkflowMethod.class)))
			.map(JavaClass::getSimpleName)
			.sorted()
			.toList();
		List<String> rows = ROW.matcher(Files.readString(Path.of("README.md")))
			.results()
			.map(result -> result.group(1))
			.sorted()
			.toList();
		assertThat(rows).isEqualTo(procedures);
	}

	@Test
	void everyLinkLeadsToAFile() throws IOException {
		try (Stream<Path> pages = Stream.concat(Stream.of(Path.of("README.md")), Files.walk(Path.of("docs")))) {
			for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
				List<String> links = LINK.matcher(Files.readString(page)).results().map(ReadmeTest::target).toList();
				assertThat(links).as("links of %s", page)
					.allSatisfy(link -> assertThat(page.resolveSibling(link).normalize()).exists());
			}
		}
	}

	private static String target(MatchResult link) {
		return link.group(1);
	}

}
