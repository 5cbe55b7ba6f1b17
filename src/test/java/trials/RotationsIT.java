package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.run.Outcome;
import io.fabric8.kubernetes.api.model.Secret;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import local.AgenteIa;
import local.DatabaseClients;
import local.KubernetesCluster;
import local.LocalStack;
import local.LocalStack.Part;
import local.OtherSystems;
import local.Rotations;
import local.TlsClients;
import local.TrafficModel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import targets.Pem;

/**
 * Both rotations through the front door, while clients work and the worker is killed: a
 * certificate of a real cert-manager that pods really show, a login of a real PostgreSQL.
 * No request fails, and what is new is nowhere but where it belongs.
 */
class RotationsIT {

	private static final Duration SOON = Duration.ofMinutes(5);

	private static final String NAMESPACE = "rotations";

	private static final String DATABASE = "agente_ia_rotations";

	private static final String HIVE = "neural-hive-mind";

	private static final LocalStack STACK = LocalStack.shared().start(Part.values());

	private static final KubernetesCluster CLUSTER = STACK.kubernetes();

	private static Rotations rotations;

	private static TrafficModel gateway;

	private static Operations operations;

	@BeforeAll
	static void open() {
		AgenteIa.createDatabase(STACK.systemDatabase(), DATABASE);
		OtherSystems.deployNeuralHiveMind(CLUSTER);
		rotations = new Rotations(STACK, STACK.directory().resolve("rotations-servers"));
		rotations.prepareLogin(NAMESPACE, DATABASE);
		assertThat(rotations.startCertificates()).isEmpty();
		gateway = new TrafficModel(CLUSTER, AgenteIa.SYSTEM, NAMESPACE, AgenteIa.COMPONENT);
		Map<String, String> variables = new TreeMap<>(rotations.variables());
		variables.put("AGENTE_IA_DATABASE_NAME", DATABASE);
		variables.put("NEURAL_HIVE_MIND_KUBECONFIG", CLUSTER.kubeconfig().toString());
		// Its own page is not there; agente-ia's answers in its place.
		variables.put("NEURAL_HIVE_MIND_API", gateway.url());
		operations = new Operations(NAMESPACE, variables);
	}

	@AfterAll
	static void close() {
		operations.close();
		gateway.close();
		rotations.close();
	}

	@Test
	void aLoginTakesItsTurnThoughTheWorkerIsKilledAndNoRequestFails() throws Exception {
		Secret before = secret(NAMESPACE, "agente-api-database");
		WorkflowStub run = start("SecretRotation",
				Map.of("system", AgenteIa.SYSTEM, "secret", "database", "requestedBy", "oncall"));
		killedWhen(() -> !text(secret(NAMESPACE, "agente-api-database"), "username").equals(text(before, "username")));

		Outcome outcome = operations.result(run);
		Secret after = secret(NAMESPACE, "agente-api-database");
		assertThat(outcome.summary()).contains("agente_b", "agente_a");
		assertThat(text(after, "username")).isEqualTo("agente_b");
		assertThat(logsIn(after)).isTrue();
		assertThat(logsIn(before)).as("the old one is revoked").isFalse();
		assertThat(text(after, "password")).isNotEqualTo(text(before, "password"));
		noRequestFailed(DatabaseClients.OF);
		noCopyIsLeft(NAMESPACE);
		isNowhere(run, text(after, "password"), text(before, "password"));
	}

	@Test
	void aCertificateIsRenewedAndShownThoughTheWorkerIsKilledAndNoRequestFails() throws Exception {
		Secret before = secret(HIVE, "api-gateway-tls");
		long generation = generation("api-gateway");
		WorkflowStub run = start("CertificateRotation", Map.of("system", HIVE, "certificate", "api-gateway"));
		killedWhen(() -> generation("api-gateway") > generation);

		Outcome outcome = operations.result(run);
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		Secret after = secret(HIVE, "api-gateway-tls");
		X509Certificate renewed = Pem.first(text(after, "tls.crt"), "the new certificate");
		Awaitility.await("every pod shows the new one")
			.atMost(SOON)
			.untilAsserted(() -> assertThat(rotations.lastShown()).isNotEmpty().containsOnly(renewed));
		assertThat(generation("api-gateway")).as("restarted once").isEqualTo(generation + 1);
		noRequestFailed(TlsClients.OF);
		noCopyIsLeft(HIVE);
		isNowhere(run, text(after, "tls.key").lines().skip(1).findFirst().orElseThrow());
	}

	private static WorkflowStub start(String procedure, Map<String, Object> request) {
		WorkflowStub run = STACK.temporal()
			.client()
			.newUntypedWorkflowStub(procedure,
					WorkflowOptions.newBuilder()
						.setTaskQueue("operations")
						.setWorkflowId(procedure + "/rotations")
						.build());
		run.start(request);
		return run;
	}

	private static void killedWhen(Callable<Boolean> moment) {
		Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(moment);
		operations.application.kill();
		operations.application.start();
	}

	private static Secret secret(String namespace, String name) {
		return CLUSTER.client().secrets().inNamespace(namespace).withName(name).require();
	}

	private static String text(Secret secret, String key) {
		return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
	}

	private static long generation(String component) {
		return CLUSTER.client()
			.apps()
			.deployments()
			.inNamespace(HIVE)
			.withName(component)
			.require()
			.getMetadata()
			.getGeneration();
	}

	private static boolean logsIn(Secret login) {
		try (var connection = DriverManager.getConnection(STACK.systemDatabase().jdbcUrl(DATABASE),
				text(login, "username"), text(login, "password"))) {
			return connection.isValid(5);
		}
		catch (SQLException refused) {
			return false;
		}
	}

	private static void noRequestFailed(String of) {
		assertThat(rotations.counts().reasons()).isEmpty();
		assertThat(rotations.counts().failedOf(of)).isZero();
		assertThat(rotations.counts().answeredOf(of)).isGreaterThan(50);
	}

	private static void noCopyIsLeft(String namespace) {
		assertThat(CLUSTER.client().secrets().inNamespace(namespace).list().getItems())
			.extracting(secret -> secret.getMetadata().getName())
			.noneMatch(name -> name.contains("-before-"));
	}

	/** The bytes of a history are as the server keeps them, payloads in the clear. */
	private static void isNowhere(WorkflowStub run, String... values) throws IOException {
		operations.traces(run);
		Map<String, String> places = new TreeMap<>();
		places.put("history", text(
				STACK.temporal().client().fetchHistory(run.getExecution().getWorkflowId()).getHistory().toByteArray()));
		places.put("ledger", operations.ledgerText());
		try (Stream<Path> files = Files.walk(operations.artifacts().getParent())) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				places.put(file.toString(), text(Files.readAllBytes(file)));
			}
		}
		Path database = STACK.directory().resolve("system-database").resolve("postgresql.log");
		places.put(database.toString(), text(Files.readAllBytes(database)));
		assertThat(places.get("history")).as("this is how it would be seen").contains("procedure-done");
		assertThat(places.get("ledger")).contains(run.getExecution().getWorkflowId());
		assertThat(places).containsKey(operations.application.log().toString());
		places.forEach((place, content) -> {
			for (String value : values) {
				String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
				assertThat(content.contains(value)).as("the value in %s", place).isFalse();
				assertThat(content.contains(encoded)).as("the value in Base64 in %s", place).isFalse();
			}
		});
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

}
