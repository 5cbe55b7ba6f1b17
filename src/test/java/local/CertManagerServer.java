package local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real cert-manager controller for a cluster, as a process beside it. */
public final class CertManagerServer implements LocalServer {

	private final KubernetesCluster cluster;

	private final ServerProcess controller;

	private final int health = Ports.free();

	/** One whose log is kept in this folder; the cluster must be running. */
	public CertManagerServer(Path directory, KubernetesCluster cluster) {
		this.cluster = cluster;
		this.controller = new ServerProcess("cert-manager", Directories.create(directory).resolve("cert-manager.log"),
				List.of(Binaries.certManager().resolve("controller").toString(), "--kubeconfig=" + cluster.kubeconfig(),
						"--leader-elect=false", "--metrics-listen-address=127.0.0.1:" + this.health));
	}

	/** Why there is none on this machine; empty where it was built. */
	static Optional<String> missing() {
		return Binaries.hasCertManager() ? Optional.empty()
				: Optional.of("cert-manager and with it the renewal of certificates: run ./holdfast fetch once.");
	}

	@Override
	public synchronized void start() {
		if (isRunning()) {
			return;
		}
		Directories.files(Binaries.certManager().resolve("crd"))
			.stream()
			.filter((file) -> file.toString().endsWith(".yaml"))
			.forEach((file) -> this.cluster.apply(Directories.read(file)));
		Awaitility.await("cert-manager's resource definitions to be served")
			.atMost(Patience.LIMIT)
			.pollInterval(Duration.ofMillis(100))
			.ignoreExceptions()
			.until(() -> Stream.of("Certificate", "CertificateRequest", "Issuer", "ClusterIssuer")
				.allMatch(this::isServed));
		this.controller.start(() -> Web.answers("http://127.0.0.1:" + this.health + "/metrics"), Patience.LIMIT);
	}

	/** One definition being served says nothing of the others. */
	private boolean isServed(String kind) {
		return this.cluster.client()
			.genericKubernetesResources("cert-manager.io/v1", kind)
			.inAnyNamespace()
			.list() != null;
	}

	/** As a crash does it. */
	public synchronized void kill() {
		this.controller.kill();
	}

	@Override
	public synchronized void stop() {
		this.controller.stop();
	}

	@Override
	public boolean isRunning() {
		return this.controller.isAlive();
	}

}
