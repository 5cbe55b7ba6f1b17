package deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What deploy/ and docker-compose.yml say is understood by the programs that read it. */
class FilesTest {

	@Test
	void prometheusUnderstandsTheAlertRules() throws Exception {
		assumeThat(works("promtool", "--version")).as("promtool is on the PATH").isTrue();
		assertSucceeds("promtool", "check", "rules", "deploy/monitoring/alerts.yaml");
		assertSucceeds("promtool", "test", "rules", "deploy/monitoring/alerts.test.yaml");
	}

	@Test
	void everyImageOfTheStackHasAVersion() throws IOException {
		List<String> images = Files.readAllLines(Path.of("docker-compose.yml"))
			.stream()
			.map(String::strip)
			.filter(line -> line.startsWith("image:"))
			.toList();
		assertThat(images).hasSizeGreaterThan(8)
			.allSatisfy(image -> assertThat(image).matches("image: \\S+:v?\\d+\\.\\S+"));
	}

	private static boolean works(String... command) throws InterruptedException {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor() == 0;
		}
		catch (IOException absent) {
			return false;
		}
	}

	private static void assertSucceeds(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as("%s answered %s", String.join(" ", command), answer).isZero();
	}

}
