package trials;

import domain.profile.SystemProfile;
import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import systems.TestProfiles;

/** Trials of the everyday procedures on the components of flow-c. */
abstract class FlowCTrial {

	static final SystemProfile FLOW_C = TestProfiles.of("flow-c");

	static final Map<String, Integer> UP = Map.of("service-registry", 3, "execution-ticket-service", 2,
			"orchestrator-dynamic", 2, "worker-agents", 3);

	static final Map<String, Object> SETTING = Map.of("configMap", "settings", "set", Map.of("LEVEL", "debug"));

	Theatre theatre;

	@BeforeEach
	void open() {
		theatre = new Theatre(FLOW_C);
		UP.keySet().forEach(component -> theatre.estate.instances.put(component, 0));
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	static Outcome run(Theatre stage, String procedure, Map<String, Object> more) {
		Map<String, Object> request = new TreeMap<>(more);
		request.putIfAbsent("system", stage.world.profile.name());
		return stage.start(procedure, procedure, request).getResult(Outcome.class);
	}

	Outcome run(String procedure, Map<String, Object> more) {
		return run(theatre, procedure, more);
	}

	ApplicationFailure failure(String procedure, Map<String, Object> more) {
		try {
			throw new AssertionError("it ended well: " + run(procedure, more));
		}
		catch (WorkflowFailedException failed) {
			return (ApplicationFailure) failed.getCause();
		}
	}

	void isUp() {
		theatre.estate.instances.putAll(UP);
	}

	static Map<String, Object> change(Map<String, Object> edit) {
		return Map.of("component", "worker-agents", "change", edit);
	}

}
