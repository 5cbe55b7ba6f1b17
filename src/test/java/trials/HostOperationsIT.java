package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import local.LocalStack;
import local.Patience;
import local.SystemdHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** big-brother-cnn operated through the front door, on a real systemd host. */
class HostOperationsIT {

	private static final Map<String, Object> RESTART = Map.of("system", "big-brother-cnn", "component",
			"face-analyzer");

	private static final Duration SOON = Patience.LIMIT;

	private static SystemdHost host;

	private static Station station;

	@BeforeAll
	static void open() {
		SystemdHost.missing().ifPresent(why -> Assumptions.abort(why));
		host = new SystemdHost(LocalStack.shared().directory().resolve("big-brother-1"), "big-brother-1");
		host.start();
		station = new Station("host-operations",
				Map.of("BIG_BROTHER_CNN_HOST", "127.0.0.1", "BIG_BROTHER_CNN_SSH_PORT", Integer.toString(host.port()),
						"BIG_BROTHER_CNN_SSH_KEY", "file:" + host.key(), "BIG_BROTHER_CNN_HOST_KEY", host.hostKey(),
						"BIG_BROTHER_CNN_HOST_NAME", "big-brother-1", "BIG_BROTHER_CNN_URL", host.url(),
						"BIG_BROTHER_CNN_MEASURE", "/models/measure", "BIG_BROTHER_CNN_SETTLE", "PT1S"));
	}

	@AfterAll
	static void close() {
		if (station != null) {
			station.close();
		}
		if (host != null) {
			host.stop();
		}
	}

	@BeforeEach
	void theAnalyzerRuns() {
		host.startAnalyzer();
	}

	@Test
	void aPlannedRestartChangesNothingAndListsWhatTheRealOneDoes() {
		int before = host.starts();

		Outcome plan = station.run("Restart",
				Map.of("system", "big-brother-cnn", "component", "face-analyzer", "mode", "plan"));
		assertThat(host.starts()).isEqualTo(before);

		Outcome done = station.run("Restart", RESTART);
		assertThat(done.changes()).isEqualTo(plan.changes()).hasSize(1);
		assertThat(host.starts()).isEqualTo(before + 1);
	}

	@Test
	void aWorkerKilledInTheMiddleOfARestartRestartsOnce() {
		int before = host.starts();

		WorkflowStub run = station.start("Restart", RESTART);
		await().atMost(SOON).until(() -> host.starts() > before);
		station.killAndStartAgain();
		Outcome outcome = station.result(run);

		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(outcome.changes()).extracting(Object::toString)
			.containsExactly(
					"unit face_analyzer on host ops@127.0.0.1:%d: as it runs -> started anew".formatted(host.port()));
		assertThat(host.starts()).isEqualTo(before + 1);
		assertThat(host.property("face_analyzer", "ActiveState")).isEqualTo("active");
	}

	@Test
	void aConnectionCutInTheMiddleOfARestartRestartsOnce() {
		int before = host.starts();

		WorkflowStub run = station.start("Restart", RESTART);
		await().atMost(SOON).until(() -> host.starts() > before);
		host.inside("systemctl", "stop", "ssh");
		host.cutConnections();
		host.inside("systemctl", "start", "ssh");

		assertThat(station.result(run).result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(host.starts()).isEqualTo(before + 1);
	}

	@Test
	void theSystemIsStoppedAndStarted() {
		station.run("StopSystem", Map.of("system", "big-brother-cnn", "reason", "trial"));
		assertThat(host.property("face_analyzer", "ActiveState")).isEqualTo("inactive");

		assertThat(station.run("StartSystem", Map.of("system", "big-brother-cnn")).changes()).hasSize(1);
		assertThat(host.property("face_analyzer", "ActiveState")).isEqualTo("active");
	}

	@Test
	void aRestartOfWhatCannotStartSaysWhatTheUnitSaid() {
		host.inside("mv", "/opt/bigbrother/face_analyzer.pl", "/opt/bigbrother/kept");
		try {
			WorkflowStub run = station.start("Restart", RESTART);

			assertThatExceptionOfType(WorkflowFailedException.class).isThrownBy(() -> station.result(run))
				.havingCause()
				.withMessageContaining("Can't open perl script");
		}
		finally {
			host.inside("mv", "/opt/bigbrother/kept", "/opt/bigbrother/face_analyzer.pl");
			host.inside("systemctl", "reset-failed", "face_analyzer");
		}
	}

	@Test
	void aBadModelComesBackByItselfAndAGoodOneStaysThoughTheWorkerIsKilledUntilItIsRolledBack() {
		host.model("v2", 98.0, 50, "good");
		host.model("inaccurate", 91.5, 50, "good");
		host.model("bad", 99.0, 50, "error");
		int starts = host.starts();
		assertThat(undone("inaccurate")).contains("91.5 %", "Nothing was stopped");
		assertThat(host.starts()).isEqualTo(starts);
		assertThat(undone("bad")).contains("ERROR: inference failed");
		assertThat(host.loadedModel()).isEqualTo("v1");

		Outcome plan = station.run("Deploy", deploy("v2", "plan"));
		int before = host.starts();
		WorkflowStub swap = station.start("Deploy", deploy("v2", "execute"));
		await().atMost(SOON).until(() -> host.starts() > before);
		station.killAndStartAgain();
		assertThat(station.result(swap).changes()).isEqualTo(plan.changes());
		assertThat(host.starts()).as("started anew once").isEqualTo(before + 1);
		assertThat(host.loadedModel()).isEqualTo("v2");

		Outcome back = station.run("Rollback",
				Map.of("system", "big-brother-cnn", "component", "face-model", "reason", "false positives"));
		assertThat(back.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(host.loadedModel()).isEqualTo("v1");
	}

	@Test
	void aConfigurationIsChangedAndPutBack() {
		int starts = host.starts();
		Map<String, Object> change = Map.of("system", "big-brother-cnn", "component", "face-analyzer", "change",
				Map.of("file", "/etc/bigbrother/environment", "set", Map.of("BATCH_SIZE", "16")));
		Outcome done = station.run("ConfigurationChange", change);
		assertThat(host.content("/etc/bigbrother/environment").orElseThrow()).contains("BATCH_SIZE=16");
		assertThat(host.starts()).isEqualTo(starts + 1);

		String copy = done.summary().replaceAll(".*\"restore\": \"([^\"]*)\".*", "$1");
		station.run("ConfigurationChange", Map.of("system", "big-brother-cnn", "component", "face-analyzer", "change",
				Map.of("file", "/etc/bigbrother/environment", "restore", copy)));
		assertThat(host.content("/etc/bigbrother/environment").orElseThrow()).doesNotContain("BATCH_SIZE");
		assertThat(host.starts()).isEqualTo(starts + 2);
	}

	private static String undone(String version) {
		ApplicationFailure failure = Operations.failure(station.start("Deploy", deploy(version, "execute")));
		assertThat(failure.getType()).isEqualTo("UNDONE");
		return failure.getOriginalMessage();
	}

	private static Map<String, Object> deploy(String version, String mode) {
		return Map.of("system", "big-brother-cnn", "component", "face-model", "version", version, "mode", mode);
	}

}
