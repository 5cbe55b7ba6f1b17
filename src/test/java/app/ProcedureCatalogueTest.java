package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import systems.SystemProfiles;

/** Profiles may schedule what there is, with input that it takes. */
class ProcedureCatalogueTest {

	private final ProcedureCatalogue catalogue = new ProcedureCatalogue();

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withUserConfiguration(Scan.class);

	@TempDir
	private Path folder;

	@Test
	void proceduresAreFoundByTheirContractsAndWhatTheyShareIsNone() {
		assertThat(catalogue.names()).contains("CanaryDeploy", "Rollback").isSorted();
		assertThat(catalogue.knows("SystemLock")).isFalse();
	}

	@Test
	void inputThatAProcedureTakesIsTaken() {
		assertThat(catalogue.refusal("CanaryDeploy", Map.of("system", "shop", "mode", "plan", "version", "v1")))
			.isEmpty();
	}

	@Test
	void whatTheShippedProfilesScheduleIsKnownAndTaken() {
		application.run(context -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"NoSuchThing | {} | shop.yaml:7: schedules[x].procedure: is no procedure (given NoSuchThing,",
			"Rollback | {toRevison: 3} | shop.yaml:9: schedules[x].input.toRevison: is no field of Rollback's input (allowed",
			"Rollback | {toRevision: three} | shop.yaml:9: schedules[x].input.toRevision: was given as \"three\", expected is a whole number" })
	void aScheduleThatCannotWorkStopsTheStartWithFileLineAndField(String procedure, String input, String problem)
			throws IOException {
		Files.writeString(folder.resolve("shop.yaml"), """
				name: shop
				title: Shop
				language: en
				timeZone: UTC
				schedules:
				  - name: x
				    procedure: %s
				    launcher: true
				    input: %s
				""".formatted(procedure, input));
		application.withPropertyValues("holdfast.systems=" + folder)
			.run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(problem));
	}

	@Configuration
	@Import(ProcedureCatalogue.class)
	@ComponentScan("systems")
	static class Scan {

	}

}
