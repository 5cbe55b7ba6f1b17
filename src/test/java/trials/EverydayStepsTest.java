package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is refused, and every step failed once and run twice. */
class EverydayStepsTest extends FlowCTrial {

	@TestFactory
	Stream<DynamicTest> nonsenseIsRefusedWithItsField() {
		return Stream
			.of(new Nonsense("Scale", Map.of("component", "worker-agents"), "replicas"),
					new Nonsense("Scale", Map.of("component", "worker-agents", "replicas", 0), "replicas"),
					new Nonsense("Scale", Map.of("component", "worker-agents", "storage", "lots"), "storage"),
					new Nonsense("Scale", Map.of("component", "mongodb", "replicas", 2), "component"),
					new Nonsense("Scale",
							Map.of("component", "worker-agents", "autoscaler", Map.of("minimum", 5, "maximum", 2)),
							"autoscaler.maximum"),
					new Nonsense("Restart", Map.of(), "component"),
					new Nonsense("ConfigurationChange", Map.of("component", "worker-agents"), "change"),
					new Nonsense("ConfigurationChange", change(Map.of("configMap", "a", "secret", "b")), "exactly one"),
					new Nonsense("ConfigurationChange", change(Map.of("secret", "b", "set", Map.of("password", "x"))),
							"change.set"),
					new Nonsense("ConfigurationChange", change(Map.of("configMap", "a")), "say what"),
					new Nonsense("ConfigurationChange",
							change(Map.of("configMap", "a", "set", Map.of("LEVEL", "info"))), "so already"),
					new Nonsense("Restart", Map.of("component", "nothing"), "component"),
					new Nonsense("StartSystem", Map.of("system", "nowhere"), "system"))
			.map(nonsense -> DynamicTest.dynamicTest(nonsense.toString(), () -> {
				try (Theatre other = new Theatre(FLOW_C)) {
					other.estate.instances.putAll(UP);
					run(other, nonsense.procedure(), nonsense.request());
					throw new AssertionError("it was accepted");
				}
				catch (WorkflowFailedException failed) {
					ApplicationFailure cause = (ApplicationFailure) failed.getCause();
					assertThat(cause.getType()).isEqualTo("INVALID_INPUT");
					assertThat(cause.getOriginalMessage()).contains(nonsense.field());
				}
			}));
	}

	private record Nonsense(String procedure, Map<String, Object> request, String field) {
	}

	@TestFactory
	Stream<DynamicTest> everyStepFailedOnceOrRunTwiceLeavesTheSameEndState() {
		return Stream.of(
				new Trial("StartSystem", Map.of(),
						estate -> UP.keySet().forEach(each -> estate.instances.put(each, 0))),
				new Trial("StopSystem", Map.of(), estate -> estate.instances.putAll(UP)),
				new Trial("Restart", Map.of("component", "worker-agents"), estate -> estate.instances.putAll(UP)),
				new Trial("ConfigurationChange", change(SETTING), estate -> estate.instances.putAll(UP)),
				new Trial("Scale",
						Map.of("component", "worker-agents", "replicas", 2, "autoscaler",
								Map.of("minimum", 2, "maximum", 20), "resources", Map.of("cpuRequest", "2")),
						estate -> estate.instances.putAll(UP)))
			.flatMap(this::trials);
	}

	private Stream<DynamicTest> trials(Trial trial) {
		Set<String> steps;
		String wanted;
		try (Theatre undisturbed = trial.stage()) {
			run(undisturbed, trial.procedure(), trial.request());
			steps = new TreeSet<>(undisturbed.calls);
			wanted = undisturbed.estate.state() + new TreeSet<>(undisturbed.world.told);
		}
		return steps.stream()
			.flatMap(step -> Stream.of(true, false)
				.map(fails -> DynamicTest.dynamicTest(
						trial.procedure() + ": " + step + (fails ? " fails once" : " runs twice"),
						() -> sameEnd(trial, step, fails, wanted))));
	}

	private static void sameEnd(Trial trial, String step, boolean fails, String wanted) {
		try (Theatre other = trial.stage()) {
			if (fails) {
				other.failOnce(step);
			}
			else {
				other.runTwice(step);
			}
			assertThat(run(other, trial.procedure(), trial.request()).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(other.estate.effects).doesNotHaveDuplicates();
			assertThat(other.estate.state() + new TreeSet<>(other.world.told)).isEqualTo(wanted);
		}
	}

	private record Trial(String procedure, Map<String, Object> request, Consumer<Estate> scene) {

		Theatre stage() {
			Theatre stage = new Theatre(FLOW_C);
			scene.accept(stage.estate);
			return stage;
		}

	}

}
