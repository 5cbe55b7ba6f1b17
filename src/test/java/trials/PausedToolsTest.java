package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.SystemProfile;
import domain.profile.TargetProfile.GitOps;
import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import systems.TestProfiles;

/** GitOps tools that steps have paused get their work back when the run ends. */
class PausedToolsTest {

	private static final Map<String, Integer> UP = Map.of("service-registry", 3, "execution-ticket-service", 2,
			"orchestrator-dynamic", 2, "worker-agents", 3);

	private Theatre theatre;

	@BeforeEach
	void open() {
		SystemProfile flowC = TestProfiles.of("flow-c");
		theatre = new Theatre(flowC
			.withTargets(flowC.targets().stream().map(target -> target.withGitOps(GitOps.PAUSE, "argocd")).toList()));
		theatre.estate.instances.putAll(UP);
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	private Outcome run(String procedure, Map<String, Object> more) {
		Map<String, Object> request = new TreeMap<>(more);
		request.put("system", "flow-c");
		return theatre.start(procedure, procedure, request).getResult(Outcome.class);
	}

	@Test
	void theyAreGivenBackAfterTheLastChange() {
		Outcome outcome = run("StopSystem", Map.of());
		assertThat(theatre.estate.effects).endsWith("stop service-registry", "give back 4").hasSize(5);
		assertThat(outcome.changes()).last().hasToString("application/shop synchronisation: paused -> on");
	}

	@Test
	void theyAreGivenBackAfterTheUndo() {
		theatre.estate.broken.add("service-registry");
		try {
			throw new AssertionError("it ended well: " + run("StopSystem", Map.of()));
		}
		catch (WorkflowFailedException undone) {
			assertThat(theatre.estate.effects).last().isEqualTo("give back 4");
		}
	}

	@Test
	void theyAreGivenBackWhenTheRunIsAborted() {
		theatre.sayDuring("stopWorkload", "StopSystem", "abort");
		try {
			throw new AssertionError("it ended well: " + run("StopSystem", Map.of()));
		}
		catch (WorkflowFailedException aborted) {
			assertThat(theatre.estate.effects).last().isEqualTo("give back 4");
		}
	}

	@Test
	void aPlanHasNothingToGiveBack() {
		run("StopSystem", Map.of("mode", "plan"));
		assertThat(theatre.estate.effects).isEmpty();
	}

	@Test
	void whatStaysPausedIsSaidAndDoesNotFailTheRun() {
		theatre.estate.toolLost = true;
		assertThat(run("StopSystem", Map.of()).result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(theatre.world.told).contains("sync-still-paused");
	}

}
