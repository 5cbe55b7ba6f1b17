package architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {

	private final JavaClasses product = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
		.importPackages("workflows", "domain");

	@Test
	void workflowCodeIsDeterministic() {
		classes().that()
			.resideInAPackage("workflows..")
			.should(Determinism.holds())
			.because("a replay must take the same way as the first run")
			.check(product);
	}

	@Test
	void theDomainThatWorkflowsCallIsDeterministic() {
		classes().that()
			.resideInAPackage("domain..")
			.and()
			.resideOutsideOfPackage("domain.check.judge..")
			.should(Determinism.holds())
			.because("workflows call it")
			.check(product);
	}

	@ParameterizedTest
	@ValueSource(classes = { ReadsTheClock.class, DrawsLots.class, MakesNames.class, Sleeps.class, Hashes.class,
			Remembers.class, Asks.class })
	void theRuleBites(Class<?> broken) {
		var result = classes().should(Determinism.holds()).evaluate(new ClassFileImporter().importClasses(broken));
		assertThat(result.hasViolation()).isTrue();
	}

	static class ReadsTheClock {

		Instant now = Instant.now();

	}

	static class DrawsLots {

		int lot = new Random().nextInt();

	}

	static class MakesNames {

		UUID name = UUID.randomUUID();

	}

	static class Sleeps {

		void sleep() throws InterruptedException {
			Thread.sleep(1);
		}

	}

	static class Hashes {

		Map<String, String> map = new HashMap<>();

	}

	static class Remembers {

		static int count;

	}

	static class Asks {

		String home = System.getenv("HOME");

	}

}
