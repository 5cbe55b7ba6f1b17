package local;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The processes of a Kubernetes control plane with simulated nodes; ports and data
 * survive a stop of each.
 */
final class ControlPlane {

	/** Not a secret: the server listens on loopback and is thrown away. */
	static final String ADMINISTRATOR_TOKEN = "local-administrator";

	private static final Duration LIMIT = Patience.LIMIT;

	private final Path directory;

	private final Path certificates;

	private final int etcdPort = Ports.free();

	private final int apiPort = Ports.free();

	private final ServerProcess etcd;

	private final ServerProcess apiServer;

	private final List<ServerProcess> controllers = new ArrayList<>();

	ControlPlane(Path directory, Path kubeconfig) {
		this.directory = directory;
		this.certificates = directory.resolve("certificates");
		this.etcd = etcd();
		this.apiServer = apiServer();
		this.controllers.add(controller("kube-controller-manager", kubeconfig,
				"--service-account-private-key-file=" + signingKey(), "--node-monitor-grace-period=5m"));
		this.controllers.add(controller("kube-scheduler", kubeconfig));
		this.controllers.add(nodes(kubeconfig));
	}

	private ServerProcess etcd() {
		String url = "http://127.0.0.1:" + this.etcdPort;
		return process("etcd", Binaries.etcd(),
				List.of("--data-dir=" + this.directory.resolve("etcd"), "--listen-client-urls=" + url,
						"--advertise-client-urls=" + url, "--listen-peer-urls=http://127.0.0.1:" + Ports.free(),
						"--unsafe-no-fsync"));
	}

	private ServerProcess apiServer() {
		Path tokens = Directories.write(this.directory.resolve("tokens.csv"),
				ADMINISTRATOR_TOKEN + ",administrator,administrator,\"system:masters\"\n");
		Path key = Directories.write(signingKey(), newKey());
		return process("kube-apiserver", Binaries.kubernetes("kube-apiserver"),
				List.of("--etcd-servers=http://127.0.0.1:" + this.etcdPort, "--bind-address=127.0.0.1",
						"--secure-port=" + this.apiPort, "--cert-dir=" + this.certificates, "--authorization-mode=RBAC",
						"--token-auth-file=" + tokens, "--service-account-issuer=https://kubernetes.default.svc",
						"--service-account-key-file=" + key, "--service-account-signing-key-file=" + key,
						"--service-cluster-ip-range=10.96.0.0/16", "--endpoint-reconciler-type=none",
						"--kubelet-preferred-address-types=InternalIP", "--shutdown-delay-duration=0s"));
	}

	private ServerProcess controller(String program, Path kubeconfig, String... more) {
		List<String> arguments = new ArrayList<>(
				List.of("--kubeconfig=" + kubeconfig, "--leader-elect=false", "--bind-address=127.0.0.1",
						"--secure-port=" + Ports.free(), "--kube-api-qps=500", "--kube-api-burst=1000"));
		arguments.addAll(List.of(more));
		return process(program, Binaries.kubernetes(program), arguments);
	}

	private ServerProcess nodes(Path kubeconfig) {
		Path stages = Directories.write(this.directory.resolve("kwok.yaml"),
				Resources.text("/local/kwok.yaml")
					.replace("${LOGS}", podLog().toString())
					.replace("${SCAN}", scan().toString()));
		int port = Ports.free();
		return process("kwok", Binaries.kwok(),
				List.of("--kubeconfig=" + kubeconfig, "--config=" + stages, "--manage-all-nodes=true",
						"--node-lease-duration-seconds=40", "--node-ip=127.0.0.1", "--node-port=" + port,
						"--server-address=127.0.0.1:" + port,
						"--tls-cert-file=" + this.certificates.resolve("apiserver.crt"),
						"--tls-private-key-file=" + this.certificates.resolve("apiserver.key")));
	}

	private ServerProcess process(String name, Path program, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(program.toString()));
		command.addAll(arguments);
		return new ServerProcess(name, this.directory.resolve(name + ".log"), command);
	}

	void startEtcd() {
		if (!this.etcd.isAlive()) {
			this.etcd.start(() -> Web.answers("http://127.0.0.1:" + this.etcdPort + "/health"), LIMIT);
		}
	}

	/**
	 * Starts the API server; its certificate is there as soon as it listens, and the
	 * client may only then be made.
	 */
	void startApiServer(java.util.function.Supplier<KubernetesClient> client) {
		if (!this.apiServer.isAlive()) {
			this.apiServer.start(() -> Files.exists(certificate()) && "ok".equals(client.get().raw("/readyz")), LIMIT);
		}
	}

	/** As a crash does it: a polite stop waits for every open watch. */
	void stopApiServer() {
		this.apiServer.kill();
	}

	void startControllers() {
		this.controllers.stream().filter((controller) -> !controller.isAlive()).forEach(ServerProcess::start);
	}

	/**
	 * Fails with the process's name when one of the controllers, the scheduler or the
	 * nodes' keeper has ended.
	 */
	void checkControllers() {
		this.controllers.forEach(ServerProcess::checkAlive);
	}

	void stop() {
		this.controllers.forEach(ServerProcess::kill);
		this.apiServer.kill();
		this.etcd.stop();
	}

	boolean apiServerIsRunning() {
		return this.apiServer.isAlive();
	}

	String apiUrl() {
		return "https://127.0.0.1:" + this.apiPort;
	}

	/** What a program in a Job prints, as a log of a container is written. */
	private Path scan() {
		String printed = Resources.text("/local/scan.json")
			.lines()
			.map((line) -> "2026-11-21T12:00:00Z stdout F " + line + "\n")
			.collect(Collectors.joining());
		return Directories.write(this.directory.resolve("scan.log"), printed);
	}

	/** What every simulated pod answers when its log is asked for. */
	Path podLog() {
		return this.directory.resolve("pods.log");
	}

	Path certificate() {
		return this.certificates.resolve("apiserver.crt");
	}

	private Path signingKey() {
		return this.directory.resolve("service-accounts.key");
	}

	private static String newKey() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			KeyPair pair = generator.generateKeyPair();
			String encoded = Base64.getMimeEncoder(64, new byte[] { '\n' })
				.encodeToString(pair.getPrivate().getEncoded());
			return "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This JDK cannot make RSA keys", ex);
		}
	}

}
