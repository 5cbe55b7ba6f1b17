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

/** Runbook B 5.1 "model_update" by the shipped profile, on a world in memory. */
class ModelDeployTest {

	private static final SystemProfile BIG_BROTHER = TestProfiles.of("big-brother-cnn");

	private static final Map<String, Object> REQUEST = Map.of("system", "big-brother-cnn", "component", "face-model",
			"version", "v1.2.0");

	private Theatre theatre;

	@BeforeEach
	void open() {
		theatre = new Theatre(BIG_BROTHER);
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	private static Outcome deploy(Theatre stage) {
		return stage.start("Deploy", "deploy", REQUEST).getResult(Outcome.class);
	}

	@Test
	void aModelIsFetchedProvenBroughtUpAndVerified() {
		assertThat(deploy(theatre).result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(theatre.versions.effects).containsExactly("fetch v1.2.0", "build v1.2.0", "up v1.2.0");
		assertThat(theatre.calls).contains("verifyVersion");
	}

	@Test
	void aModelThatDoesNotInferAsItMustComesBackByItself() {
		theatre.versions.broken.add("verify");
		ApplicationFailure failure = Operations.failure(theatre.start("Deploy", "deploy", REQUEST));
		assertThat(failure.getType()).isEqualTo("UNDONE");
		assertThat(failure.getOriginalMessage()).contains("80 %").contains("v1.1.0");
		assertThat(theatre.versions.state()).isEqualTo("v1.1.0 v1.1.0 v1.1.0");
	}

	@TestFactory
	Stream<DynamicTest> everyStepFailedOnceOrRunTwiceLeavesTheSameEndState() {
		deploy(theatre);
		String wanted = theatre.versions.state() + new TreeSet<>(theatre.world.told);
		return new TreeSet<>(theatre.calls).stream()
			.flatMap(step -> Stream.of(true, false)
				.map(fails -> DynamicTest.dynamicTest(step + (fails ? " fails once" : " runs twice"),
						() -> sameEnd(step, fails, wanted))));
	}

	private static void sameEnd(String step, boolean fails, String wanted) {
		try (Theatre other = new Theatre(BIG_BROTHER)) {
			if (fails) {
				other.failOnce(step);
			}
			else {
				other.runTwice(step);
			}
			assertThat(deploy(other).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(other.versions.effects).doesNotHaveDuplicates();
			assertThat(other.versions.state() + new TreeSet<>(other.world.told)).isEqualTo(wanted);
		}
	}

}
