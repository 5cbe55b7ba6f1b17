package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.SystemProfile;
import domain.run.Outcome;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

/** ConfigurationChange of a file on a host, by the shipped profile of runbook E. */
class FileChangeTest {

	private static final SystemProfile SPARKONE = TestProfiles.of("sparkone");

	private static final Map<String, Object> CHANGE = change(
			Map.of("file", "/opt/sparkone/.env", "set", Map.of("LEVEL", "debug")));

	private Theatre theatre;

	@BeforeEach
	void open() {
		theatre = stage();
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	private static Theatre stage() {
		Theatre stage = new Theatre(SPARKONE);
		stage.estate.instances.put("api", 1);
		return stage;
	}

	private static Map<String, Object> change(Map<String, Object> edit) {
		return Map.of("system", "sparkone", "component", "api", "change", edit);
	}

	private static Outcome run(Theatre stage) {
		return stage.start("ConfigurationChange", "change", CHANGE).getResult(Outcome.class);
	}

	private ApplicationFailure failure(Map<String, Object> request) {
		return Operations.failure(theatre.start("ConfigurationChange", "change", request));
	}

	@Test
	void whatReadsTheFileIsMadeAnew() {
		assertThat(run(theatre).summary()).contains("/opt/sparkone/.env").contains("restore");
		assertThat(theatre.estate.effects).containsExactly("settings", "make anew api");
	}

	@Test
	void aChangeThatItsReaderDoesNotBearIsPutBackAndReadAgain() {
		theatre.estate.broken.add("api");
		failure(CHANGE);
		assertThat(theatre.estate.settings).containsEntry("LEVEL", "info");
		assertThat(theatre.estate.effects).containsSubsequence("settings", "make anew api", "settings as before");
	}

	@Test
	void aSecretIsNeverTyped() {
		Map<String, Object> typed = change(Map.of("file", "/opt/sparkone/.env", "set", Map.of("DB_PASSWORD", "x")));
		assertThat(failure(typed).getOriginalMessage()).contains("DB_PASSWORD").contains("from");
		assertThat(theatre.estate.effects).isEmpty();
	}

	@TestFactory
	Stream<DynamicTest> everyStepFailedOnceOrRunTwiceLeavesTheSameEndState() {
		run(theatre);
		String wanted = theatre.estate.state() + new TreeSet<>(theatre.world.told);
		return new TreeSet<>(theatre.calls).stream()
			.flatMap(step -> Stream.of(true, false)
				.map(fails -> DynamicTest.dynamicTest(step + (fails ? " fails once" : " runs twice"),
						() -> sameEnd(step, fails, wanted))));
	}

	private static void sameEnd(String step, boolean fails, String wanted) {
		try (Theatre other = stage()) {
			if (fails) {
				other.failOnce(step);
			}
			else {
				other.runTwice(step);
			}
			assertThat(run(other).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(other.estate.effects).doesNotHaveDuplicates();
			assertThat(other.estate.state() + new TreeSet<>(other.world.told)).isEqualTo(wanted);
		}
	}

}
