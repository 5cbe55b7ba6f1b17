package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.run.Outcome;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import systems.TestProfiles;

class RollbackTest {

	private Theatre theatre;

	@BeforeEach
	void open() {
		theatre = new Theatre(TestProfiles.agenteIa());
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	private Outcome rollBack(Map<String, Object> request) {
		return theatre.start("Rollback", "rollback", request).getResult(Outcome.class);
	}

	private ApplicationFailure failure(Map<String, Object> request) {
		return Operations.failure(theatre.start("Rollback", "rollback", request));
	}

	@Test
	void goesBackToTheRevisionBeforeAndTellsPeopleWhy() {
		Outcome outcome = rollBack(Map.of("system", "agente-ia", "reason", "errors"));
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(theatre.world.stableVersion).isEqualTo("v1.1.0");
		assertThat(theatre.world.told).containsExactly("rollback-started", "rollback-done");
	}

	@Test
	void aRevisionThatIsNotThereIsRefusedWithThoseThatAre() {
		assertThat(failure(Map.of("system", "agente-ia", "toRevision", 7)).getOriginalMessage()).contains("toRevision")
			.contains("[1, 2]");
		assertThat(theatre.world.effects).isEmpty();
	}

	@Test
	void aVersionIsFoundInTheHistory() {
		rollBack(Map.of("system", "agente-ia", "toVersion", "v1.1.0"));
		assertThat(theatre.world.stableVersion).isEqualTo("v1.1.0");
	}

	@Test
	void anErrorRateThatDoesNotRecoverFailsTheRun() {
		theatre.world.healthy = false;
		assertThat(failure(Map.of("system", "agente-ia")).getType()).isEqualTo("SMOKE");
		assertThat(theatre.world.told).contains("rollback-failed");
	}

	@Test
	void aPlanChangesNothing() {
		Outcome outcome = rollBack(Map.of("system", "agente-ia", "mode", "plan"));
		assertThat(outcome.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(theatre.world.stableVersion).isEqualTo("v1.2.0");
	}

	@Test
	void whatComesWithAHelmReleaseGoesBackWithIt() {
		try (Theatre neural = new Theatre(TestProfiles.of("neural-hive-mind"))) {
			Outcome outcome = neural
				.start("Rollback", "rollback",
						Map.of("system", "neural-hive-mind", "component", "api-gateway", "reason", "errors"))
				.getResult(Outcome.class);
			assertThat(outcome.changes()).singleElement().asString().contains("release neural-hive-mind");
		}
	}

}
