package systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The profile that docs/running.md shows for somebody else's cluster. */
class RunningPageTest {

	@Test
	void theProfileOfThePageIsCompleteForACanary() throws IOException {
		String page = Files.readString(Path.of("docs", "running.md"));
		String profile = page.substring(page.indexOf("```yaml\n") + 8);
		profile = profile.substring(0, profile.indexOf("```"));
		Reading reading = new ProfileReader(Map.<String, String>of()::get).read(new ProfileFile("shop.yaml", profile));
		assertThat(reading.problems()).isEmpty();
		assertThat(reading.profile().orElseThrow().component("web").orElseThrow().canary().stages()).hasSize(3);
	}

}
