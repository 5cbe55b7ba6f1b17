package systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

class StartUpTest {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withUserConfiguration(Scan.class);

	@TempDir
	private Path folder;

	@Test
	void theShippedProfilesStart() {
		application.run(context -> assertThat(context.getBean(SystemProfiles.class).find("agente-ia").title())
			.isEqualTo("Agente de IA"));
	}

	@Test
	void aPropertyOverridesAValueOfAProfile() {
		application.withPropertyValues("AGENTE_IA_NAMESPACE=elsewhere")
			.run(context -> assertThat(
					context.getBean(SystemProfiles.class).find("agente-ia").targets().getFirst().namespace())
				.isEqualTo("elsewhere"));
	}

	@Test
	void aBrokenProfileStopsTheStartWithItsLinesInsteadOfAStackTrace() throws IOException {
		Files.writeString(folder.resolve("shop.yaml"), "name: shop\ntitle: Shop\nlanguage: fr\ntimeZone: UTC\n");
		application.withPropertyValues("holdfast.systems=" + folder).run(context -> {
			assertThat(context).hasFailed();
			assertThat(explained(context.getStartupFailure()))
				.contains("shop.yaml:3: language: has no messages (given fr, allowed pt-BR, en)");
		});
	}

	private static String explained(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, cause) -> {
			}))
			.stream()
			.filter(InvalidProfilesAnalyzer.class::isInstance)
			.map(analyzer -> analyzer.analyze(failure))
			.map(FailureAnalysis::getDescription)
			.findFirst()
			.orElseThrow();
	}

	@Configuration
	@ComponentScan
	static class Scan {

	}

}
