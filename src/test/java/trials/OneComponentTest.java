package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.lifecycle.Bounds;
import domain.run.Outcome;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import systems.TestProfiles;

/** Restarting, scaling and configuring one component. */
class OneComponentTest extends FlowCTrial {

	@Test
	void aRestartThatFailsIsEnded() {
		isUp();
		theatre.estate.broken.add("worker-agents");
		failure("Restart", Map.of("component", "worker-agents"));
		assertThat(theatre.estate.effects).containsExactly("restart worker-agents", "end restart worker-agents");
	}

	@Test
	void aRestartAfterWhichItsProbesFailIsEnded() {
		isUp();
		theatre.estate.sick.add("worker-agents");
		assertThat(failure("Restart", Map.of("component", "worker-agents")).getOriginalMessage())
			.contains("worker-agents");
		assertThat(theatre.estate.effects).containsExactly("restart worker-agents", "end restart worker-agents");
	}

	@Test
	void probesOfNobodyInParticularAreNotAskedAfterARestart() {
		try (Theatre host = new Theatre(TestProfiles.of("big-brother-cnn"))) {
			assertThat(host.world.profile.probes()).anyMatch(probe -> probe.component() == null);
			host.estate.instances.put("face-analyzer", 1);
			assertThat(run(host, "Restart", Map.of("component", "face-analyzer")).result())
				.isEqualTo(Outcome.Result.COMPLETED);
		}
	}

	@Test
	void whatIsStoppedIsNotRestarted() {
		assertThat(failure("Restart", Map.of("component", "worker-agents")).getOriginalMessage())
			.contains("StartSystem");
	}

	@Test
	void scalingDownGoesStepByStepAndBackWhenItHurts() {
		isUp();
		theatre.close();
		theatre = new Theatre(TestProfiles.of("neural-hive-mind"));
		theatre.estate.instances.put("neural-engine", 6);
		theatre.estate.levels.put("throughput", 2000.0);
		theatre.estate.badBelow = 4;
		ApplicationFailure failure = failure("Scale", Map.of("component", "neural-engine", "replicas", 2));
		assertThat(failure.getOriginalMessage()).contains("error-rate").contains("3 inst");
		assertThat(theatre.estate.effects).containsExactly("scale to 5 neural-engine", "scale to 4 neural-engine",
				"scale to 3 neural-engine", "scale to 6 neural-engine");
	}

	@Test
	void scalingPutsBackTheBoundsAndTheResourcesWhenItFails() {
		isUp();
		String before = theatre.estate.state();
		theatre.estate.broken.add("worker-agents");
		failure("Scale", Map.of("component", "worker-agents", "replicas", 10, "autoscaler",
				Map.of("minimum", 3, "maximum", 20), "resources", Map.of("cpuRequest", "2")));
		theatre.estate.broken.clear();
		assertThat(theatre.estate.state()).isEqualTo(before);
		assertThat(theatre.estate.effects).contains("bounds", "resize");
	}

	@Test
	void everyPartOfAScalingIsDone() {
		isUp();
		run("Scale", Map.of("component", "worker-agents", "replicas", 5, "autoscaler",
				Map.of("minimum", 3, "maximum", 20, "cpuPercent", 60)));
		assertThat(theatre.estate.instances).containsEntry("worker-agents", 5);
		assertThat(theatre.estate.bounds).isEqualTo(new Bounds(3, 20, 60));
	}

	@Test
	void volumesGrowLastBecauseTheyNeverShrink() {
		isUp();
		run("Scale", Map.of("component", "worker-agents", "replicas", 5, "storage", "20Gi"));
		assertThat(theatre.estate.effects).containsExactly("scale to 5 worker-agents", "grow to 20Gi");
	}

	@Test
	void aConfigurationThatItsReadersDoNotBearIsPutBack() {
		isUp();
		theatre.estate.broken.add("worker-agents");
		failure("ConfigurationChange", Map.of("component", "worker-agents", "change", SETTING));
		assertThat(theatre.estate.settings).containsEntry("LEVEL", "info");
		assertThat(theatre.estate.effects).containsSubsequence("settings", "restart worker-agents",
				"settings as before", "end restart worker-agents");
	}

	@Test
	void aStoppedReaderStaysStopped() {
		run("ConfigurationChange", Map.of("component", "worker-agents", "change", SETTING));
		assertThat(theatre.estate.settings).containsEntry("LEVEL", "debug");
		assertThat(theatre.estate.effects).containsExactly("settings");
	}

}
