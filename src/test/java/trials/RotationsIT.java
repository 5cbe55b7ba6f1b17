package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.maintenance.RoutineOutcome;
import domain.maintenance.TaskResult;
import domain.run.Outcome;
import io.fabric8.kubernetes.api.model.Secret;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import local.AgenteIa;
import local.DatabaseClients;
import local.KeyProvider;
import local.KubernetesCluster;
import local.LocalStack;
import local.LocalStack.Part;
import local.OtherSystems;
import local.Rotations;
import local.ScramBroker;
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

	/** What the shipped systems have not: a broker's users, and a provider's key. */
	private static final String SHOP = """
			name: shop
			title: Shop
			language: en
			timeZone: UTC
			targets: [{name: cluster, kind: kubernetes, kubeconfig: "%1$s", namespace: rotations}]
			stores: [{name: broker, kind: kafka, host: localhost, port: %2$s, user: admin, password: "env:BROKER_PASSWORD"}]
			components: [{name: agente-api, kind: deployment, target: cluster, container: agente-api}]
			secrets:
			  - {name: tickets, store: broker, users: [tickets_a, tickets_b], target: cluster, secret: kafka-credentials, consumers: [agente-api], copyKey: "env:AGENTE_IA_COPY_KEY"}
			  - name: crm
			    target: cluster
			    secret: crm-credentials
			    consumers: [agente-api]
			    copyKey: env:AGENTE_IA_COPY_KEY
			    key: {name: api-key, idName: api-key-id, component: agente-api, issue: ["%3$s", issue, "{operation}"], prove: ["%3$s", prove], revoke: ["%3$s", revoke, "{id}"]}
			""";

	private static final String SECRETS = """
			apiVersion: v1
			kind: Secret
			metadata: {name: kafka-credentials, namespace: rotations}
			stringData: {username: tickets_a, password: first-value-of-tickets}
			---
			apiVersion: v1
			kind: Secret
			metadata: {name: crm-credentials, namespace: rotations}
			stringData: {api-key: sk-old-value-of-the-crm, api-key-id: key-1}
			""";

	private static final LocalStack STACK = LocalStack.shared().start(Part.values());

	private static final KubernetesCluster CLUSTER = STACK.kubernetes();

	private static Rotations rotations;

	private static TrafficModel gateway;

	private static Operations operations;

	private static ScramBroker broker;

	private static KeyProvider provider;

	@BeforeAll
	static void open() throws IOException {
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
		variables.put("HOLDFAST_SYSTEMS", profiles().toString());
		variables.put("BROKER_PASSWORD", "value-of-the-admin");
		operations = new Operations(NAMESPACE, variables);
		CLUSTER.apply(SECRETS);
	}

	/** The two shipped ones that are tried here, and one more. */
	private static Path profiles() throws IOException {
		broker = ScramBroker.start();
		broker.give(ScramBroker.ADMIN, "value-of-the-admin");
		broker.give("tickets_a", "first-value-of-tickets");
		Path servers = STACK.directory().resolve("rotations-servers");
		provider = KeyProvider.make(servers.resolve("provider"), "sk-old-value-of-the-crm");
		Path folder = Files.createDirectories(servers.resolve("systems"));
		for (String name : List.of("agente-de-ia.yaml", "neural-hive-mind.yaml")) {
			try (InputStream shipped = RotationsIT.class.getResourceAsStream("/systems/" + name)) {
				Files.write(folder.resolve(name), shipped.readAllBytes());
			}
		}
		Files.writeString(folder.resolve("shop.yaml"),
				SHOP.formatted(CLUSTER.kubeconfig(), broker.port(), provider.program()));
		return folder;
	}

	@AfterAll
	static void close() {
		operations.close();
		gateway.close();
		rotations.close();
		broker.close();
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
		assertThat(text(after, "username")).isNotEqualTo(text(before, "username"));
		assertThat(logsIn(after)).isTrue();
		assertThat(logsIn(before)).as("the old one is revoked").isFalse();
		assertThat(text(after, "password")).isNotEqualTo(text(before, "password"));
		noRequestFailed(DatabaseClients.OF);
		noCopyIsLeft(NAMESPACE);
		isNowhere(run, text(after, "password"), text(before, "password"));
	}

	/** The month's task, which asks first: the one in use now gives way to the other. */
	@Test
	void aRoutineHasTheLoginTakeItsTurnWhenAPersonHasSaidSo() throws Exception {
		Secret before = secret(NAMESPACE, "agente-api-database");
		WorkflowStub run = start("MonthlyMaintenance", Map.of("system", AgenteIa.SYSTEM, "tasks", List.of("secrets")));
		Awaitility.await("the gate before the task")
			.atMost(SOON)
			.ignoreExceptions()
			.until(() -> operations.say(run, "approve", "begin-secrets").accepted());
		RoutineOutcome outcome = run.getResult(5, TimeUnit.MINUTES, RoutineOutcome.class);
		assertThat(outcome.tasks()).filteredOn(task -> task.name().equals("secrets"))
			.singleElement()
			.satisfies(task -> assertThat(task.status()).as("%s", task).isEqualTo(TaskResult.Status.DONE));
		Secret after = secret(NAMESPACE, "agente-api-database");
		assertThat(text(after, "username")).isNotEqualTo(text(before, "username"));
		assertThat(logsIn(after)).isTrue();
		assertThat(logsIn(before)).as("the old one is revoked").isFalse();
		noRequestFailed(DatabaseClients.OF);
		isNowhere(child(run), text(after, "password"), text(before, "password"));
	}

	private static WorkflowStub child(WorkflowStub run) {
		WorkflowClient client = STACK.temporal().client();
		WorkflowExecution child = client.newUntypedWorkflowStub(run.getExecution().getWorkflowId() + "/secrets")
			.describe()
			.getExecution();
		return client.newUntypedWorkflowStub(WorkflowTargetOptions.newBuilder().setWorkflowExecution(child).build());
	}

	@Test
	void aUserOfKafkaTakesItsTurn() throws Exception {
		WorkflowStub run = start("SecretRotation", Map.of("system", "shop", "secret", "tickets"));
		assertThat(operations.result(run).summary())
			.isEqualTo("tickets: tickets_b took over from tickets_a, which is revoked");
		Secret after = secret(NAMESPACE, "kafka-credentials");
		assertThat(text(after, "username")).isEqualTo("tickets_b");
		assertThat(broker.logsIn("tickets_b", text(after, "password"))).isTrue();
		Awaitility.await("the broker to know")
			.atMost(SOON)
			.until(() -> !broker.logsIn("tickets_a", "first-value-of-tickets"));
		noCopyIsLeft(NAMESPACE);
		isNowhere(run, text(after, "password"), "first-value-of-tickets");
	}

	@Test
	void aKeyOfAProviderIsReplacedThoughTheWorkerIsKilledAndIsNowhereElse() throws Exception {
		WorkflowStub run = start("SecretRotation", Map.of("system", "shop", "secret", "crm"));
		killedWhen(() -> text(secret(NAMESPACE, "crm-credentials"), "api-key-id").equals("key-2"));
		assertThat(operations.result(run).summary()).isEqualTo("crm: key-2 took over from key-1, which is revoked");
		assertThat(provider.log()).isEqualTo("issued key-2\nrevoked key-1\n");
		Secret after = secret(NAMESPACE, "crm-credentials");
		assertThat(text(after, "api-key")).isEqualTo(provider.key("key-2"));
		noCopyIsLeft(NAMESPACE);
		isNowhere(run, text(after, "api-key"), "sk-old-value-of-the-crm");
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
						.setWorkflowId(procedure + "/rotations" + request.getOrDefault("secret", ""))
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
		assertThat(places.get("history")).as("this is how it would be seen")
			.containsPattern("SecretRotation|CertificateRotation");
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
