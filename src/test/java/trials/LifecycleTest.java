package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.lifecycle.Bounds;
import domain.profile.SystemProfile;
import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

class LifecycleTest {

	private static final SystemProfile FLOW_C = TestProfiles.of("flow-c");

	private static final Map<String, Integer> UP = Map.of("service-registry", 3, "execution-ticket-service", 2,
			"orchestrator-dynamic", 2, "worker-agents", 3);

	private static final Map<String, Object> SETTING = Map.of("configMap", "settings", "set", Map.of("LEVEL", "debug"));

	private Theatre theatre;

	@BeforeEach
	void open() {
		theatre = new Theatre(FLOW_C);
		UP.keySet().forEach(component -> theatre.estate.instances.put(component, 0));
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	private static Outcome run(Theatre stage, String procedure, Map<String, Object> more) {
		Map<String, Object> request = new TreeMap<>(more);
		request.putIfAbsent("system", stage.world.profile.name());
		return stage.start(procedure, procedure, request).getResult(Outcome.class);
	}

	private Outcome run(String procedure, Map<String, Object> more) {
		return run(theatre, procedure, more);
	}

	private ApplicationFailure failure(String procedure, Map<String, Object> more) {
		try {
			throw new AssertionError("it ended well: " + run(procedure, more));
		}
		catch (WorkflowFailedException failed) {
			return (ApplicationFailure) failed.getCause();
		}
	}

	private void isUp() {
		theatre.estate.instances.putAll(UP);
	}

	@Test
	void aSystemIsStartedInTheOrderOfItsDependencies() {
		Outcome outcome = run("StartSystem", Map.of());
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(theatre.estate.instances).isEqualTo(UP);
		assertThat(theatre.estate.effects).containsExactly("start service-registry", "start execution-ticket-service",
				"start orchestrator-dynamic", "start worker-agents");
		assertThat(theatre.world.told).containsExactly("started", "done");
	}

	@Test
	void whatRunsAlreadyIsLeftAsItIs() {
		theatre.estate.instances.put("service-registry", 7);
		run("StartSystem", Map.of());
		assertThat(theatre.estate.instances).containsEntry("service-registry", 7);
	}

	@Test
	void aStartThatFailsStopsWhatItStartedAndNothingElse() {
		theatre.estate.instances.put("service-registry", 3);
		theatre.estate.unready.add("orchestrator-dynamic");
		ApplicationFailure failure = failure("StartSystem", Map.of());
		assertThat(failure.getOriginalMessage()).contains("orchestrator-dynamic does not get ready");
		assertThat(theatre.estate.effects).containsExactly("start execution-ticket-service",
				"start orchestrator-dynamic", "stop orchestrator-dynamic", "stop execution-ticket-service");
		assertThat(theatre.estate.instances).containsEntry("service-registry", 3).containsEntry("worker-agents", 0);
		assertThat(theatre.world.told).contains("ended");
	}

	@Test
	void aSystemIsStoppedInTheReverseOrder() {
		isUp();
		run("StopSystem", Map.of());
		assertThat(theatre.estate.effects).containsExactly("stop worker-agents", "stop orchestrator-dynamic",
				"stop execution-ticket-service", "stop service-registry");
	}

	@Test
	void aStopThatFailsStartsAgainWhatItStoppedWithItsInstances() {
		isUp();
		theatre.estate.instances.put("worker-agents", 9);
		theatre.estate.broken.add("service-registry");
		failure("StopSystem", Map.of());
		assertThat(theatre.estate.instances).containsEntry("worker-agents", 9)
			.containsEntry("orchestrator-dynamic", 2)
			.containsEntry("service-registry", 3);
		assertThat(theatre.world.told).contains("undo-incomplete");
	}

	@Test
	void aPlanChangesNothingAndListsWhatARunChanges() {
		isUp();
		Outcome plan = run("StopSystem", Map.of("mode", "plan"));
		assertThat(plan.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(theatre.estate.effects).isEmpty();
		assertThat(theatre.world.told).isEmpty();
		try (Theatre other = new Theatre(FLOW_C)) {
			other.estate.instances.putAll(UP);
			assertThat(run(other, "StopSystem", Map.of()).changes()).isEqualTo(plan.changes());
		}
	}

	@Test
	void workThatDoesNotEndIsStoppedOnlyWhenAPersonSaysSo() {
		try (Theatre agente = new Theatre(TestProfiles.agenteIa())) {
			agente.estate.instances.put("agente-api", 12);
			agente.estate.drained = false;
			assertThat(run(agente, "StopSystem", Map.of()).result()).isEqualTo(Outcome.Result.COMPLETED);
			assertThat(agente.world.told).contains("gate-opened/drain-agente-api");
			assertThat(agente.estate.instances).containsEntry("agente-api", 0);
		}
		try (Theatre agente = new Theatre(TestProfiles.agenteIa())) {
			agente.estate.instances.put("agente-api", 12);
			agente.estate.drained = false;
			agente.world.answers.put("drain-agente-api", "reject");
			assertThat(run(agente, "StopSystem", Map.of()).result()).isEqualTo(Outcome.Result.REJECTED);
			assertThat(agente.estate.effects).isEmpty();
		}
	}

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
	void aSickDependencyIsNotedAndTheStartGoesOn() {
		theatre.estate.sick.add("mongodb");
		assertThat(run("StartSystem", Map.of()).result()).isEqualTo(Outcome.Result.COMPLETED);
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

	@TestFactory
	Stream<DynamicTest> nonsenseIsRefusedWithItsField() {
		return Stream
			.of(new Nonsense("Scale", Map.of("component", "worker-agents"), "replicas"),
					new Nonsense("Scale", Map.of("component", "worker-agents", "replicas", 0), "replicas"),
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

	private static Map<String, Object> change(Map<String, Object> edit) {
		return Map.of("component", "worker-agents", "change", edit);
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
