package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.SystemProfile;
import domain.run.Outcome;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

/**
 * Rollbacks of what is deployed on hosts, by the shipped profiles of runbooks B and E.
 */
class HostRollbackTest {

	private static final SystemProfile SPARKONE = TestProfiles.of("sparkone");

	private static final SystemProfile BIG_BROTHER = TestProfiles.of("big-brother-cnn");

	private Theatre theatre;

	@BeforeEach
	void open() {
		theatre = new Theatre(SPARKONE);
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	private static Outcome rollBack(Theatre stage, SystemProfile profile, Map<String, Object> more) {
		return stage.start("Rollback", "rollback", request(profile, more)).getResult(Outcome.class);
	}

	private static Map<String, Object> request(SystemProfile profile, Map<String, Object> more) {
		Map<String, Object> request = new TreeMap<>(more);
		request.put("system", profile.name());
		request.put("reason", "errors");
		return request;
	}

	private ApplicationFailure failure(Map<String, Object> more) {
		return Operations.failure(theatre.start("Rollback", "rollback", request(SPARKONE, more)));
	}

	@Test
	void goesBackToTheVersionBeforeAndTellsPeopleWhy() {
		Outcome outcome = rollBack(theatre, SPARKONE, Map.of());
		assertThat(outcome.summary()).contains("v1.0.0").contains("v1.1.0").contains("errors");
		assertThat(theatre.versions.effects).containsExactly("back to v1.0.0");
		assertThat(theatre.world.told).containsExactly("rollback-started", "rollback-done");
	}

	@Test
	void aModelGoesBackAndIsVerified() {
		try (Theatre other = new Theatre(BIG_BROTHER)) {
			rollBack(other, BIG_BROTHER, Map.of("component", "face-model", "toVersion", "v0.9.0"));
			assertThat(other.versions.effects).containsExactly("back to v0.9.0");
			assertThat(other.calls).contains("verifyVersion");
		}
	}

	@Test
	void whatIsNotThereIsRefused() {
		assertThat(failure(Map.of("toVersion", "v7")).getOriginalMessage()).contains("toVersion").contains("v0.9.0");
		assertThat(theatre.versions.effects).isEmpty();
	}

	@Test
	void revisionsAreOfClusters() {
		assertThat(failure(Map.of("toRevision", 3)).getOriginalMessage()).contains("toRevision").contains("toVersion");
	}

	@Test
	void anEarlierVersionThatDoesNotAnswerFailsTheRunAndPeopleAreCalled() {
		theatre.world.healthy = false;
		assertThat(failure(Map.of()).getType()).isEqualTo("SMOKE");
		assertThat(theatre.world.told).contains("rollback-failed");
	}

	@Test
	void aPlanChangesNothingAndListsWhatARunChanges() {
		Outcome plan = rollBack(theatre, SPARKONE, Map.of("mode", "plan"));
		assertThat(plan.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(theatre.versions.effects).isEmpty();
		assertThat(rollBack(theatre, SPARKONE, Map.of()).changes()).isEqualTo(plan.changes());
	}

	@TestFactory
	Stream<DynamicTest> everyStepFailedOnceOrRunTwiceLeavesTheSameEndState() {
		rollBack(theatre, SPARKONE, Map.of());
		String wanted = theatre.versions.state() + theatre.world.told;
		return new TreeSet<>(theatre.calls).stream()
			.flatMap(step -> Stream.of(true, false)
				.map(fails -> DynamicTest.dynamicTest(step + (fails ? " fails once" : " runs twice"),
						() -> sameEnd(step, fails, wanted))));
	}

	private static void sameEnd(String step, boolean fails, String wanted) {
		try (Theatre other = new Theatre(SPARKONE)) {
			if (fails) {
				other.failOnce(step);
			}
			else {
				other.runTwice(step);
			}
			assertThat(rollBack(other, SPARKONE, Map.of()).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(other.versions.effects).doesNotHaveDuplicates();
			assertThat(other.versions.state() + other.world.told).isEqualTo(wanted);
		}
	}

}
