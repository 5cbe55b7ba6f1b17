package bench;

import activities.SpedUpAnalysis;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import systems.TestProfiles;
import trials.Theatre;

/** How long a history gets when a canary is watched for longer: not at all. */
class HistoryBench {

	private static final int SPEED = 60;

	@Test
	void eventsOfACanaryThatIsWatchedLonger() {
		double shortly = events(Duration.ofSeconds(10));
		double longer = events(Duration.ofMinutes(10));
		Figures.atMost("events of a canary in 4 stages, watched 10 min instead of 10 s a stage (%.0f and %.0f): more by"
			.formatted(longer, shortly), "events", Math.abs(longer - shortly), 10);
	}

	private static double events(Duration dwell) {
		List<Map<String, Object>> stages = Stream.of(5, 25, 50, 100)
			.<Map<String, Object>>map(weight -> Map.of("weight", weight, "dwell", dwell.toString()))
			.toList();
		try (Theatre theatre = new Theatre(TestProfiles.agenteIa(), new SpedUpAnalysis(SPEED))) {
			WorkflowStub run = theatre.start("CanaryDeploy", "canary",
					Map.of("system", "agente-ia", "component", "agente-api", "version", "v1.3.0", "stages", stages));
			run.getResult(Outcome.class);
			return theatre.client().fetchHistory("canary").getHistory().getEventsCount();
		}
	}

}
