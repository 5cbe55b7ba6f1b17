package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import local.KubernetesCluster;
import local.LocalStack;
import local.OtherSystems;
import local.Patience;
import local.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An archive and named queries through the front door, on the real servers. */
class DiagnosticsIT {

	private static Station station;

	private static KubernetesCluster cluster;

	@BeforeAll
	static void open() {
		cluster = LocalStack.shared().kubernetes();
		OtherSystems.deployFlowC(cluster);
		cluster.writePodLog("level=info correlation_id=abc-1 begun",
				"level=error correlation_id=abc-1 failed, password=hunter2", "level=error correlation_id=xyz failed");
		PostgresServer database = LocalStack.shared().systemDatabase();
		String temporal = LocalStack.shared().temporal().address();
		Map<String, String> variables = new TreeMap<>();
		variables.put("FLOW_C_KUBECONFIG", cluster.kubeconfig().toString());
		variables.put("FLOW_C_PROMETHEUS", LocalStack.shared().prometheus().url());
		variables.put("FLOW_C_TEMPORAL", "127.0.0.1");
		variables.put("FLOW_C_TEMPORAL_PORT", temporal.substring(temporal.indexOf(':') + 1));
		variables.put("AGENTE_IA_DATABASE_HOST", "127.0.0.1");
		variables.put("AGENTE_IA_DATABASE_PORT", Integer.toString(database.port()));
		variables.put("AGENTE_IA_DATABASE_NAME", "postgres");
		variables.put("AGENTE_IA_DATABASE_USER", PostgresServer.USER);
		variables.put("AGENTE_IA_DATABASE_PASSWORD", PostgresServer.PASSWORD);
		station = new Station("diagnostics", variables);
	}

	@AfterAll
	static void close() {
		station.close();
		cluster.writePodLog("the simulated pod has nothing to say");
	}

	private static String archived(Outcome outcome) {
		Matcher location = Pattern.compile("(/\\S+\\.zip)").matcher(outcome.summary());
		assertThat(location.find()).as(outcome.summary()).isTrue();
		return location.group(1);
	}

	private static Map<String, String> archive(Outcome outcome) throws IOException {
		Map<String, String> files = new TreeMap<>();
		try (ZipFile zip = new ZipFile(Path.of(archived(outcome)).toFile())) {
			for (var entry : Collections.list(zip.entries())) {
				files.put(entry.getName(),
						new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return files;
	}

	@Test
	void oneArchiveHoldsWhatThereIsToKnowOfAComponentThoughTheWorkerIsKilled() throws IOException {
		Map<String, Object> request = Map.of("system", "flow-c", "component", "orchestrator-dynamic", "correlationId",
				"abc-1", "level", "error", "reason", "slow plans");
		Map<String, Object> planned = new TreeMap<>(request);
		planned.put("mode", "plan");
		assertThat(station.run("Diagnostics", planned).changes()).extracting(change -> change.what())
			.contains("archive: components/orchestrator-dynamic", "archive: queries/workflows-running");
		WorkflowStub run = station.start("Diagnostics", request);
		await().atMost(Patience.LIMIT)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> station.does(run, "CollectArchive"));
		station.killAndStartAgain();
		Outcome outcome = station.result(run);
		assertThat(Path.of(archived(outcome)).getParent()).isDirectoryNotContaining("glob:**.part");
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(outcome.summary()).contains("sha256");
		Map<String, String> files = archive(outcome);
		String component = "components/orchestrator-dynamic/";
		assertThat(files).containsKeys("INDEX.md", "connectivity.md", "dns.txt", component + "workload.yaml",
				component + "events.txt", component + "pods.txt", "queries/workflows-running.jsonl");
		assertThat(files.entrySet().stream().filter(file -> file.getKey().endsWith(".log"))).isNotEmpty()
			.allSatisfy(file -> assertThat(file.getValue())
				.isEqualTo("level=error correlation_id=abc-1 failed, password=***\n"));
		assertThat(files.get("queries/workflows-running.jsonl")).contains("\"type\":\"Diagnostics\"");
		assertThat(files.get("INDEX.md")).contains("slow plans", "workload.yaml", "metrics.k8s.io",
				"queries/consumer-lag.jsonl");
		assertThat(String.join("\n", files.values())).doesNotContain("hunter2");
	}

	@Test
	void namedQueriesAreAnsweredFromTheDatabaseAndThePrometheusOfTheSystem() {
		Outcome size = station.run("Diagnostics", Map.of("system", "agente-ia", "query", "database-size"));
		assertThat(size.summary()).contains("database-size: 1 linhas").contains(".jsonl");
		Outcome none = station.run("Diagnostics", Map.of("system", "flow-c", "query", "circuit-breaker", "parameters",
				Map.of("component", "orchestrator")));
		assertThat(none.summary()).contains("circuit-breaker {component=orchestrator}: 0 linhas");
	}

}
