package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Map;
import local.LocalStack;
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

	private static final Duration SOON = Duration.ofMinutes(1);

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
						"BIG_BROTHER_CNN_HOST_NAME", "big-brother-1", "BIG_BROTHER_CNN_URL", host.url()));
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

}
