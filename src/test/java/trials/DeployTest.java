package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.SystemProfile;
import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

class DeployTest {

	private static final SystemProfile SPARKONE = TestProfiles.of("sparkone");

	private static final String BACKUP = "/opt/sparkone/ops/backup.sh";

	private Theatre theatre;

	@BeforeEach
	void open() {
		theatre = new Theatre(SPARKONE);
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	private static Outcome deploy(Theatre stage, Map<String, Object> more) {
		Map<String, Object> request = new TreeMap<>(more);
		request.putIfAbsent("system", "sparkone");
		request.putIfAbsent("version", "v1.2.0");
		return stage.start("Deploy", "deploy", request).getResult(Outcome.class);
	}

	private ApplicationFailure failure(Map<String, Object> more) {
		try {
			throw new AssertionError("it ended well: " + deploy(theatre, more));
		}
		catch (WorkflowFailedException failed) {
			return (ApplicationFailure) failed.getCause();
		}
	}

	@Test
	void aVersionIsBackedUpFetchedBuiltMigratedAndBroughtUp() {
		Outcome outcome = deploy(theatre, Map.of());
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(outcome.summary()).contains("v1.2.0").contains("v1.1.0");
		assertThat(theatre.estate.effects).containsExactly(BACKUP);
		assertThat(theatre.versions.effects).containsExactly("fetch v1.2.0", "build v1.2.0", "migrate v1.2.0",
				"up v1.2.0");
		assertThat(theatre.world.told).containsExactly("started", "done");
	}

	@Test
	void aPlanChangesNothingAndListsWhatARunChanges() {
		Outcome plan = deploy(theatre, Map.of("mode", "plan"));
		assertThat(plan.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(theatre.versions.effects).isEmpty();
		assertThat(theatre.estate.effects).isEmpty();
		assertThat(deploy(theatre, Map.of()).changes()).isEqualTo(plan.changes());
	}

	@Test
	void aVersionThatCannotBeFetchedLeavesWhatRunsAlone() {
		theatre.versions.broken.add("fetch");
		assertThat(failure(Map.of()).getOriginalMessage()).contains("fetch of v1.2.0 failed");
		assertThat(theatre.versions.effects).containsExactly("fetch v1.2.0", "drop");
	}

	@Test
	void aVersionThatCannotBeBuiltComesBackByItself() {
		theatre.versions.broken.add("build");
		ApplicationFailure failure = failure(Map.of());
		assertThat(failure.getType()).isEqualTo("UNDONE");
		assertThat(failure.getOriginalMessage()).contains("build of v1.2.0 failed").contains("v1.1.0");
		assertThat(theatre.versions.state()).isEqualTo("v1.1.0 v1.1.0 v1.1.0");
	}

	@Test
	void migrationsThatFailAreNamedWithTheBackup() {
		theatre.versions.broken.add("migrate");
		assertThat(failure(Map.of()).getOriginalMessage()).contains("migrate of v1.2.0 failed").contains(BACKUP);
		assertThat(theatre.versions.running).isEqualTo("v1.1.0");
	}

	@Test
	void aVersionThatDoesNotAnswerComesBackByItself() {
		theatre.world.healthy = false;
		assertThat(failure(Map.of()).getType()).isEqualTo("UNDONE");
		assertThat(theatre.versions.effects).contains("up v1.2.0", "back to v1.1.0");
	}

	@TestFactory
	Stream<DynamicTest> nonsenseIsRefusedWithItsField() {
		return Stream
			.of(Map.entry("version", Map.<String, Object>of("version", " ")),
					Map.entry("component", Map.<String, Object>of("component", "redis")))
			.map(nonsense -> DynamicTest.dynamicTest(nonsense.getKey(), () -> {
				ApplicationFailure failure = failure(nonsense.getValue());
				assertThat(failure.getType()).isEqualTo("INVALID_INPUT");
				assertThat(failure.getOriginalMessage()).contains(nonsense.getKey());
			}));
	}

	@TestFactory
	Stream<DynamicTest> everyStepFailedOnceOrRunTwiceLeavesTheSameEndState() {
		deploy(theatre, Map.of());
		String wanted = theatre.versions.state() + new TreeSet<>(theatre.world.told);
		Set<String> steps = new TreeSet<>(theatre.calls);
		return steps.stream()
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
			assertThat(deploy(other, Map.of()).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(other.versions.effects).doesNotHaveDuplicates();
			assertThat(other.estate.effects).doesNotHaveDuplicates();
			assertThat(other.versions.state() + new TreeSet<>(other.world.told)).isEqualTo(wanted);
		}
	}

}
