package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.check.WatchEnd;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import systems.TestProfiles;
import workflows.release.CanaryDeploy;
import workflows.release.CanaryDeployImpl;
import workflows.release.Rollback;
import workflows.release.RollbackImpl;

/**
 * Kept histories of procedures, replayed on today's code: a change that a running
 * procedure could not follow fails here, and needs {@code Workflow.getVersion}. A new
 * path gets a new history: {@code mvn test -Dtest=HistoriesTest -Dhistories.keep=NAME}.
 */
class HistoriesTest {

	private static final Path FOLDER = Path.of("src/test/resources/histories");

	@TestFactory
	Stream<DynamicTest> everyKeptHistoryIsFollowed() throws IOException {
		List<Path> kept;
		try (Stream<Path> files = Files.list(FOLDER)) {
			kept = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
		}
		assertThat(kept).isNotEmpty();
		return kept.stream()
			.map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> WorkflowReplayer
				.replayWorkflowExecution(Files.readString(file), CanaryDeployImpl.class, RollbackImpl.class)));
	}

	@Test
	@EnabledIfSystemProperty(named = "histories.keep", matches = ".+",
			disabledReason = "writes histories; only when asked")
	void keepHistories() throws IOException {
		String name = System.getProperty("histories.keep");
		keep(name + "-promoted", null);
		keep(name + "-undone", WatchEnd.FAILED);
		try (Theatre theatre = new Theatre(TestProfiles.agenteIa())) {
			WorkflowStub run = theatre.start("Rollback", "rollback",
					new Rollback.Request("agente-ia", "agente-api", null, null, "why", null, null, null));
			run.getResult(Object.class);
			write(name + "-rollback", theatre, run);
		}
	}

	private static void keep(String name, WatchEnd verdict) throws IOException {
		try (Theatre theatre = new Theatre(TestProfiles.agenteIa())) {
			if (verdict != null) {
				theatre.world.verdicts.put(25, verdict);
			}
			WorkflowStub run = theatre.start("CanaryDeploy", "canary",
					CanaryDeploy.Request.of("agente-ia", "agente-api", "v1.3.0"));
			try {
				run.getResult(Object.class);
			}
			catch (WorkflowFailedException undone) {
				assertThat(verdict).as("%s", undone).isNotNull();
			}
			write(name, theatre, run);
		}
	}

	private static void write(String name, Theatre theatre, WorkflowStub run) throws IOException {
		Files.createDirectories(FOLDER);
		Files.writeString(FOLDER.resolve(name + ".json"), anonymous(theatre.history(run.getExecution())));
	}

	/** Names of machines do not belong into the repository. */
	private static String anonymous(String history) {
		return history.replaceAll("\"identity\": \"[^\"]*\"", "\"identity\": \"worker\"") + "\n";
	}

}
