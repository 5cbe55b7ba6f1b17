package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.check.WatchEnd;
import domain.profile.SystemProfile;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import systems.TestProfiles;
import workflows.release.CanaryDeploy;
import workflows.maintenance.ScheduleWatchImpl;
import workflows.response.DiagnosticsImpl;
import workflows.response.HealthCheckImpl;
import workflows.steps.SystemLockImpl;

/**
 * Kept histories of procedures, replayed on today's code: a change that a running
 * procedure could not follow fails here, and needs {@code Workflow.getVersion}. A new
 * path gets a new history:
 * {@code mvn test -Dtest=HistoriesTest,HealthCheckTest,DiagnosticsTest,ScheduleWatchTest -Dhistories.keep=NAME}.
 */
class HistoriesTest {

	/** Of runs with children, whose ids begin with it; others know no id. */
	private static final String ID = "weekly";

	private static final SystemProfile FLOW_C = TestProfiles.of("flow-c");

	@TestFactory
	Stream<DynamicTest> everyKeptHistoryIsFollowed() throws IOException {
		List<Path> kept;
		try (Stream<Path> files = Files.list(Kept.FOLDER)) {
			kept = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
		}
		assertThat(kept).isNotEmpty();
		return kept.stream()
			.map(file -> DynamicTest.dynamicTest(file.getFileName().toString(),
					() -> WorkflowReplayer.replayWorkflowExecution(
							WorkflowExecutionHistory.fromJson(Files.readString(file), ID), SystemLockImpl.class,
							all())));
	}

	/** Those of the theatre, and those that have a world of their own. */
	private static Class<?>[] all() {
		return Stream
			.concat(Stream.of(Theatre.PROCEDURES),
					Stream.of(HealthCheckImpl.class, DiagnosticsImpl.class, ScheduleWatchImpl.class))
			.toArray(Class<?>[]::new);
	}

	@Test
	@EnabledIfSystemProperty(named = "histories.keep", matches = ".+",
			disabledReason = "writes histories; only when asked")
	void keepHistories() throws IOException {
		String name = System.getProperty("histories.keep");
		keep(name + "-promoted", null);
		keep(name + "-undone", WatchEnd.FAILED);
		keep(name + "-rollback", TestProfiles.agenteIa(), "Rollback", Map.of("reason", "why"), estate -> {
		});
		keep(name + "-started", FLOW_C, "StartSystem", Map.of(), estate -> stopped(estate));
		keep(name + "-start-undone", FLOW_C, "StartSystem", Map.of(), estate -> {
			stopped(estate);
			estate.unready.add("worker-agents");
		});
		keep(name + "-stopped", TestProfiles.agenteIa(), "StopSystem", Map.of(), estate -> {
			estate.instances.put("agente-api", 12);
			estate.drained = false;
		});
		keep(name + "-restart-undone", FLOW_C, "Restart", Map.of("component", "worker-agents"), estate -> {
			running(estate);
			estate.broken.add("worker-agents");
		});
		keep(name + "-scaled-down", TestProfiles.of("neural-hive-mind"), "Scale",
				Map.of("component", "neural-engine", "replicas", 2), estate -> {
					estate.instances.put("neural-engine", 4);
					estate.levels.put("throughput", 2000.0);
				});
		keep(name + "-configuration-undone", FLOW_C, "ConfigurationChange", Map.of("component", "worker-agents",
				"change", Map.of("configMap", "settings", "set", Map.of("LEVEL", "debug"))), estate -> {
					running(estate);
					estate.broken.add("worker-agents");
				});
		keep(name + "-window", FLOW_C, "MaintenanceWindow", Map.of("duration", "PT1H", "withoutBackup", "why"),
				estate -> running(estate));
		keepRotations(name);
		keepDeploy(name + "-deployed", null);
		keepDeploy(name + "-deploy-undone", "up");
	}

	private static void keepRotations(String name) throws IOException {
		Map<String, Object> certificate = Map.of("certificate", "api-gateway");
		keep(name + "-certificate", CertificateRotationTest.PROFILE, "CertificateRotation", certificate,
				CertificateRotationTest::scene);
		keep(name + "-certificate-undone", CertificateRotationTest.PROFILE, "CertificateRotation", certificate,
				estate -> {
					CertificateRotationTest.scene(estate);
					estate.broken.add("api-gateway");
				});
		keep(name + "-secret", SecretRotationTest.PROFILE, "SecretRotation", Map.of(),
				estate -> estate.instances.put("api", 3));
		keep(name + "-secret-undone", SecretRotationTest.PROFILE, "SecretRotation", Map.of(), estate -> {
			estate.instances.put("api", 3);
			estate.broken.add("api");
		});
	}

	private static void keepDeploy(String name, String broken) throws IOException {
		try (Theatre theatre = new Theatre(TestProfiles.of("sparkone"))) {
			if (broken != null) {
				theatre.versions.broken.add(broken);
			}
			WorkflowStub run = theatre.start("Deploy", "deploy", Map.of("system", "sparkone", "version", "v1.2.0"));
			try {
				run.getResult(Object.class);
			}
			catch (WorkflowFailedException undone) {
				assertThat(broken).as("%s", undone).isNotNull();
			}
			write(name, theatre, run);
		}
	}

	private static void stopped(Estate estate) {
		FLOW_C.components().forEach(component -> estate.instances.put(component.name(), 0));
	}

	private static void running(Estate estate) {
		FLOW_C.components().forEach(component -> estate.instances.put(component.name(), 2));
	}

	private static void keep(String name, SystemProfile profile, String procedure, Map<String, Object> request,
			Consumer<Estate> scene) throws IOException {
		try (Theatre theatre = new Theatre(profile)) {
			scene.accept(theatre.estate);
			Map<String, Object> whole = new TreeMap<>(request);
			whole.put("system", profile.name());
			WorkflowStub run = theatre.start(procedure, procedure, whole);
			try {
				run.getResult(Object.class);
			}
			catch (WorkflowFailedException undone) {
				assertThat(name).as("%s", undone).endsWith("undone");
			}
			write(name, theatre, run);
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

	private static void write(String name, Theatre theatre, WorkflowStub run) {
		Kept.write(name, theatre.client(), run.getExecution());
	}

}
