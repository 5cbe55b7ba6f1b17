package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import domain.run.Outcome;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import local.KeyProvider;
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

	/** The same host under another name, with a key in its unit's environment. */
	private static final String GUARD = """
			name: guard
			title: Guard
			language: en
			timeZone: UTC
			targets: [{name: host, kind: systemd, host: 127.0.0.1, port: %d, user: ops, key: "file:%s", hostKey: "%s", hostName: big-brother-1}]
			components: [{name: analyzer, kind: systemd-unit, target: host, workload: face_analyzer}]
			secrets:
			  - name: crm
			    target: host
			    file: /etc/bigbrother/environment
			    consumers: [analyzer]
			    key: {name: CRM_KEY, idName: CRM_KEY_ID, issue: [/opt/provider/keys.sh, issue, "{operation}"], prove: [/opt/provider/keys.sh, prove], revoke: [/opt/provider/keys.sh, revoke, "{id}"]}
			""";

	private static final Duration SOON = Patience.LIMIT;

	private static SystemdHost host;

	private static Station station;

	@BeforeAll
	static void open() throws IOException {
		SystemdHost.missing().ifPresent(why -> Assumptions.abort(why));
		host = new SystemdHost(LocalStack.shared().directory().resolve("big-brother-1"), "big-brother-1");
		host.start();
		station = new Station("host-operations",
				Map.of("BIG_BROTHER_CNN_HOST", "127.0.0.1", "BIG_BROTHER_CNN_SSH_PORT", Integer.toString(host.port()),
						"BIG_BROTHER_CNN_SSH_KEY", "file:" + host.key(), "BIG_BROTHER_CNN_HOST_KEY", host.hostKey(),
						"BIG_BROTHER_CNN_HOST_NAME", "big-brother-1", "BIG_BROTHER_CNN_URL", host.url(),
						"BIG_BROTHER_CNN_MEASURE", "/models/measure", "HOLDFAST_SYSTEMS", systems().toString(),
						"BIG_BROTHER_CNN_SETTLE", "PT1S"));
	}

	private static Path systems() throws IOException {
		Path folder = Files.createDirectories(LocalStack.shared().directory().resolve("host-operations-systems"));
		try (InputStream shipped = HostOperationsIT.class.getResourceAsStream("/systems/big-brother-cnn.yaml")) {
			Files.write(folder.resolve("big-brother-cnn.yaml"), shipped.readAllBytes());
		}
		Files.writeString(folder.resolve("guard.yaml"), GUARD.formatted(host.port(), host.key(), host.hostKey()));
		return folder;
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

	@Test
	void aKeyInAUnitsEnvironmentIsReplacedThoughTheWorkerIsKilledAndNeverLeavesTheHost() throws IOException {
		KeyProvider provider = host.keyProvider("sk-old-value-of-the-host");
		host.inside("sh", "-c",
				"printf 'CRM_KEY=\"sk-old-value-of-the-host\"\\nCRM_KEY_ID=key-1\\n' >>/etc/bigbrother/environment");
		int before = host.starts();

		WorkflowStub run = station.start("SecretRotation", Map.of("system", "guard"));
		await().atMost(SOON).until(() -> host.starts() > before);
		station.killAndStartAgain();
		assertThat(station.result(run).summary()).isEqualTo("crm: key-2 took over from key-1, which is revoked");

		String value = provider.key("key-2");
		assertThat(provider.log()).isEqualTo("issued key-2\nrevoked key-1\n");
		assertThat(host.starts()).as("started anew once").isEqualTo(before + 1);
		assertThat(host.inside("sh", "-c", "tr '\\0' '\\n' </proc/$(systemctl show -P MainPID face_analyzer)/environ"))
			.contains("CRM_KEY=" + value, "CRM_KEY_ID=key-2");
		assertThat(host.inside("stat", "-c", "%U %a", "/etc/bigbrother/environment").strip()).isEqualTo("ops 644");
		assertThat(host.names("/home/ops/.holdfast/secrets")).isEmpty();
		assertThat(Files.readString(station.application.log())).doesNotContain(value, "sk-old-value-of-the-host");
		byte[] history = station.stack.temporal()
			.client()
			.fetchHistory(run.getExecution().getWorkflowId())
			.getHistory()
			.toByteArray();
		assertThat(new String(history, StandardCharsets.ISO_8859_1)).contains("key-2")
			.doesNotContain(value, "sk-old-value-of-the-host");
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
