package local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A real Velero server for a cluster, as a process beside it, with its plugin for S3 and
 * an S3 that keeps everything in memory. There is no node agent and no driver for
 * snapshots: objects are backed up and restored, the data of volumes is not.
 */
public final class VeleroServer implements LocalServer {

	/** Namespace of Velero's objects. */
	public static final String NAMESPACE = "velero";

	/** Name of the storage location. */
	public static final String LOCATION = "default";

	private static final String BUCKET = "velero";

	private final Path directory;

	private final KubernetesCluster cluster;

	private final int storePort = Ports.free();

	private final ServerProcess store;

	private final ServerProcess server;

	/** A server whose logs are kept in this folder; the cluster must be running. */
	public VeleroServer(Path directory, KubernetesCluster cluster) {
		this.directory = Directories.create(directory);
		this.cluster = cluster;
		this.store = new ServerProcess("S3", directory.resolve("s3.log"),
				List.of(Binaries.velero().resolve("gofakes3").toString(), "-host", "127.0.0.1:" + this.storePort,
						"-backend", "memory", "-initialbucket", BUCKET, "-quiet"));
		this.server = server();
	}

	private ServerProcess server() {
		// Not a secret: the S3 takes any.
		Path credentials = Directories.write(this.directory.resolve("credentials"), """
				[default]
				aws_access_key_id = local
				aws_secret_access_key = local-only
				""");
		// Plugins read the configuration from the environment, and find their own home
		// there.
		Map<String, String> environment = Map.of("KUBECONFIG", this.cluster.kubeconfig().toString(),
				"AWS_SHARED_CREDENTIALS_FILE", credentials.toString(), "VELERO_NAMESPACE", NAMESPACE);
		return new ServerProcess("Velero", this.directory.resolve("velero.log"),
				List.of(Binaries.velero().resolve("velero").toString(), "--namespace=" + NAMESPACE, "server",
						"--plugin-dir=" + Binaries.velero().resolve("plugins"),
						"--metrics-address=127.0.0.1:" + Ports.free(), "--profiler-address=127.0.0.1:" + Ports.free(),
						"--client-qps=500", "--client-burst=1000", "--store-validation-frequency=5s",
						"--backup-sync-period=1h", "--item-operation-sync-frequency=1s"),
				environment);
	}

	@Override
	public synchronized void start() {
		if (isRunning()) {
			return;
		}
		define(this.cluster);
		this.store.start(() -> Web.answers(url()), Patience.LIMIT);
		this.cluster.apply(LOCATION_OBJECT.formatted(NAMESPACE, LOCATION, BUCKET, url()));
		this.server.start(this::locationIsAvailable, Patience.LIMIT);
	}

	/**
	 * Only what the API server must know of Velero: its objects and its namespace, with
	 * nobody who acts on them.
	 */
	public static void define(KubernetesCluster cluster) {
		Directories.files(Binaries.velero().resolve("crd")).forEach((file) -> cluster.apply(Directories.read(file)));
		// A restore asks the server's own Deployment for what its helpers need.
		cluster.apply(SURROUNDINGS.formatted(NAMESPACE));
		Awaitility.await("Velero's resource definitions to be served")
			.pollInSameThread()
			.atMost(Patience.LIMIT)
			.pollInterval(Duration.ofMillis(100))
			.ignoreExceptions()
			.until(() -> answered(cluster));
	}

	/** A definition is known before its storage is: then lists fail for a moment. */
	private static boolean answered(KubernetesCluster cluster) {
		cluster.client()
			.apiextensions()
			.v1()
			.customResourceDefinitions()
			.list()
			.getItems()
			.stream()
			.map((definition) -> definition.getSpec())
			.filter((definition) -> definition.getGroup().equals("velero.io"))
			.forEach((definition) -> cluster.client()
				.genericKubernetesResources("velero.io/" + definition.getVersions().get(0).getName(),
						definition.getNames().getKind())
				.inNamespace(NAMESPACE)
				.list());
		return true;
	}

	private boolean locationIsAvailable() {
		return this.cluster.client()
			.genericKubernetesResources("velero.io/v1", "BackupStorageLocation")
			.inNamespace(NAMESPACE)
			.withName(LOCATION)
			.get()
			.get("status", "phase")
			.equals("Available");
	}

	@Override
	public synchronized void stop() {
		this.server.stop();
		this.store.stop();
	}

	/** As a crash does it: whatever is under way stays half done. */
	public synchronized void killServer() {
		this.server.kill();
	}

	@Override
	public boolean isRunning() {
		return this.server.isAlive();
	}

	private String url() {
		return "http://127.0.0.1:" + this.storePort;
	}

	private static final String LOCATION_OBJECT = """
			apiVersion: velero.io/v1
			kind: BackupStorageLocation
			metadata: {namespace: "%s", name: "%s"}
			spec:
			  provider: aws
			  default: true
			  objectStorage: {bucket: "%s"}
			  config: {region: local, s3ForcePathStyle: "true", s3Url: "%s", checksumAlgorithm: ""}
			""";

	private static final String SURROUNDINGS = """
			apiVersion: v1
			kind: Namespace
			metadata: {name: "%1$s"}
			---
			apiVersion: apps/v1
			kind: Deployment
			metadata: {name: velero, namespace: "%1$s"}
			spec:
			  replicas: 0
			  selector: {matchLabels: {app: velero}}
			  template:
			    metadata: {labels: {app: velero}}
			    spec:
			      containers: [{name: velero, image: "velero/velero:v1.18.3"}]
			""";

}
