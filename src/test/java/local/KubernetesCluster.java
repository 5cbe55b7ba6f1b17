package local;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real Kubernetes API server with its controllers and scheduler; only the nodes are
 * simulated: a pod gets ready, or fails, by the tag of its image ({@code kwok.yaml}). The
 * Gateway API's and Istio's resources are known, their gateways are not there.
 */
public final class KubernetesCluster implements LocalServer {

	/** Name of the context in {@link #kubeconfig()}. */
	public static final String CONTEXT = "holdfast-local";

	private static final int NODES = 3;

	private static final List<String> DEFINITIONS = List.of("gatewayclasses.gateway.networking.k8s.io",
			"gateways.gateway.networking.k8s.io", "httproutes.gateway.networking.k8s.io",
			"virtualservices.networking.istio.io", "destinationrules.networking.istio.io");

	private final Path directory;

	private final ControlPlane controlPlane;

	private KubernetesClient client;

	KubernetesCluster(Path directory) {
		this.directory = directory;
		this.controlPlane = new ControlPlane(directory, kubeconfig());
		writePodLog("the simulated pod has nothing to say");
	}

	@Override
	public synchronized void start() {
		this.controlPlane.startEtcd();
		this.controlPlane.startApiServer(this::client);
		this.controlPlane.startControllers();
		if (client().nodes().list().getItems().isEmpty()) {
			defineResources();
			addNodes();
		}
		awaitNodes();
	}

	@Override
	public synchronized void stop() {
		this.controlPlane.stop();
	}

	@Override
	public synchronized void close() {
		stop();
		if (this.client != null) {
			this.client.close();
			this.client = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.controlPlane.apiServerIsRunning();
	}

	/** Stops only the API server: everything else stays as it is and finds it again. */
	public void stopApiServer() {
		this.controlPlane.stopApiServer();
	}

	/** Starts it again, and whatever ended with it. */
	public void startApiServer() {
		this.controlPlane.startApiServer(this::client);
		this.controlPlane.startControllers();
	}

	/** The administrator's configuration file, with the one context {@link #CONTEXT}. */
	public Path kubeconfig() {
		return this.directory.resolve("kubeconfig");
	}

	/** The administrator's client; kept open until the cluster is closed. */
	public synchronized KubernetesClient client() {
		if (this.client == null) {
			writeKubeconfig(kubeconfig(), CONTEXT, ControlPlane.ADMINISTRATOR_TOKEN);
			this.client = clientOf(kubeconfig());
		}
		return this.client;
	}

	/**
	 * Without retries: a test that stops the server wants to see that, not to wait for
	 * it.
	 */
	private static KubernetesClient clientOf(Path kubeconfig) {
		Config config = Config.fromKubeconfig(kubeconfig.toFile());
		config.setRequestRetryBackoffLimit(0);
		return new KubernetesClientBuilder().withConfig(config).build();
	}

	/**
	 * Applies all objects of a YAML text (several documents allowed) and returns them as
	 * the server has them.
	 */
	public List<HasMetadata> apply(String yaml) {
		return client().load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
			.forceConflicts()
			.serverSideApply();
	}

	/**
	 * Makes a service account in the namespace (made when it is not there) that may do
	 * there what the rules say and nothing else, and returns its configuration file,
	 * whose context has the account's name.
	 */
	public Path kubeconfigOf(String account, String namespace, PolicyRule... rules) {
		apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %2$s}
				---
				apiVersion: v1
				kind: ServiceAccount
				metadata: {name: %1$s, namespace: %2$s}
				""".formatted(account, namespace));
		client()
			.resource(new RoleBuilder().withNewMetadata()
				.withName(account)
				.withNamespace(namespace)
				.endMetadata()
				.withRules(rules)
				.build())
			.forceConflicts()
			.serverSideApply();
		client()
			.resource(new RoleBindingBuilder().withNewMetadata()
				.withName(account)
				.withNamespace(namespace)
				.endMetadata()
				.withNewRoleRef("rbac.authorization.k8s.io", "Role", account)
				.addNewSubject("", "ServiceAccount", account, namespace)
				.build())
			.forceConflicts()
			.serverSideApply();
		String token = client().serviceAccounts()
			.inNamespace(namespace)
			.withName(account)
			.tokenRequest(new TokenRequestBuilder().withNewSpec().withExpirationSeconds(86_400L).endSpec().build())
			.getStatus()
			.getToken();
		return writeKubeconfig(this.directory.resolve("kubeconfig-" + namespace + "-" + account), account, token);
	}

	/**
	 * What every simulated pod answers from now on when its log is asked for, a line
	 * each.
	 */
	public void writePodLog(String... lines) {
		String written = Arrays.stream(lines)
			.map((line) -> "%s stdout F %s%n".formatted(Instant.now(), line))
			.collect(Collectors.joining());
		Directories.write(this.controlPlane.podLog(), written);
	}

	private Path writeKubeconfig(Path file, String context, String token) {
		return Directories.write(file, """
				apiVersion: v1
				kind: Config
				current-context: %1$s
				contexts:
				  - name: %1$s
				    context: {cluster: local, user: %1$s, namespace: default}
				clusters:
				  - name: local
				    cluster: {server: "%2$s", certificate-authority-data: %3$s}
				users:
				  - name: %1$s
				    user: {token: "%4$s"}
				""".formatted(context, this.controlPlane.apiUrl(), certificate(), token));
	}

	private String certificate() {
		try {
			return Base64.getEncoder().encodeToString(Files.readAllBytes(this.controlPlane.certificate()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The API server's certificate cannot be read", ex);
		}
	}

	private void defineResources() {
		Stream.of(Binaries.gatewayApi(), Binaries.istioApi())
			.flatMap((folder) -> Directories.files(folder).stream())
			.flatMap((file) -> Arrays.stream(Directories.read(file).split("(?m)^---$")))
			.filter((definition) -> DEFINITIONS.stream()
				.anyMatch((name) -> definition.contains("\n  name: " + name + "\n")))
			.forEach(this::apply);
		Awaitility.await("resource definitions to be served")
			.pollInSameThread()
			.atMost(Patience.LIMIT)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> DEFINITIONS.stream().allMatch(this::isServed));
	}

	private void awaitNodes() {
		Awaitility.await("simulated nodes to be ready")
			.pollInSameThread()
			.atMost(Patience.LIMIT)
			.pollInterval(Duration.ofMillis(100))
			.until(() -> {
				this.controlPlane.checkControllers();
				return client().nodes().list().getItems().stream().allMatch(Readiness.getInstance()::isReady);
			});
	}

	private boolean isServed(String definition) {
		var status = client().apiextensions().v1().customResourceDefinitions().withName(definition).get().getStatus();
		// A definition that was just made has no conditions yet.
		return status != null && status.getConditions() != null && status.getConditions()
			.stream()
			.anyMatch((condition) -> condition.getType().equals("Established") && condition.getStatus().equals("True"));
	}

	private void addNodes() {
		for (int number = 0; number < NODES; number++) {
			client()
				.resource(new NodeBuilder().withNewMetadata()
					.withName("node-" + number)
					.addToLabels("kubernetes.io/hostname", "node-" + number)
					.endMetadata()
					.build())
				.serverSideApply();
		}
	}

}
