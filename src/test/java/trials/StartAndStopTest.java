package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.run.Outcome;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import systems.TestProfiles;

/** Starting and stopping a whole system. */
class StartAndStopTest extends FlowCTrial {

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
	void aSickDependencyIsNotedAndTheStartGoesOn() {
		theatre.estate.sick.add("mongodb");
		assertThat(run("StartSystem", Map.of()).result()).isEqualTo(Outcome.Result.COMPLETED);
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

}
