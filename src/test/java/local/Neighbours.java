package local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The systems of the other four runbooks beside agente-ia: two on the cluster, one on a
 * systemd host, one on a compose host. A host that this machine cannot have is left out,
 * with the reason.
 */
public final class Neighbours {

	private static final String BIG_BROTHER = "big-brother-1";

	private final LocalStack stack;

	private final Path folder;

	private final Map<String, String> variables = new TreeMap<>();

	private final List<String> missing = new ArrayList<>();

	private Neighbours(LocalStack stack, Path folder) {
		this.stack = stack;
		this.folder = folder;
	}

	/** Puts them there and returns when all that can be had answer. */
	static Neighbours start(LocalStack stack, Path folder) {
		Neighbours neighbours = new Neighbours(stack, folder);
		neighbours.startOnCluster();
		neighbours.startBigBrother();
		neighbours.startSparkone();
		return neighbours;
	}

	/** The variables by which the shipped profiles find them. */
	Map<String, String> variables() {
		return Map.copyOf(this.variables);
	}

	/** What could not be had, each with the reason. */
	List<String> missing() {
		return List.copyOf(this.missing);
	}

	private void startOnCluster() {
		KubernetesCluster cluster = this.stack.kubernetes();
		OtherSystems.deployFlowC(cluster);
		this.variables.put("NEURAL_HIVE_MIND_CHART", OtherSystems.deployNeuralHiveMind(cluster).toString());
		this.variables.put("NEURAL_HIVE_MIND_VERSION_VALUE", "image.tag");
		String kubeconfig = cluster.kubeconfig().toString();
		String prometheus = this.stack.prometheus().url();
		this.variables.put("FLOW_C_KUBECONFIG", kubeconfig);
		this.variables.put("FLOW_C_PROMETHEUS", prometheus);
		this.variables.put("FLOW_C_ALERTMANAGER", this.stack.alertmanager().url());
		this.variables.put("FLOW_C_WATCH", "PT1M");
		this.variables.put("NEURAL_HIVE_MIND_KUBECONFIG", kubeconfig);
		this.variables.put("NEURAL_HIVE_MIND_PROMETHEUS", prometheus);
		this.variables.put("NEURAL_HIVE_MIND_SETTLE", "PT10S");
	}

	private void startBigBrother() {
		Optional<String> why = SystemdHost.missing();
		if (why.isPresent()) {
			this.missing.add("big-brother-cnn's systemd host: " + why.get());
			return;
		}
		SystemdHost host = new SystemdHost(this.folder.resolve(BIG_BROTHER), BIG_BROTHER);
		host.start();
		host.startAnalyzer();
		this.variables.put("BIG_BROTHER_CNN_HOST", "127.0.0.1");
		this.variables.put("BIG_BROTHER_CNN_SSH_PORT", Integer.toString(host.port()));
		this.variables.put("BIG_BROTHER_CNN_SSH_KEY", "file:" + host.key());
		this.variables.put("BIG_BROTHER_CNN_HOST_KEY", host.hostKey());
		this.variables.put("BIG_BROTHER_CNN_HOST_NAME", BIG_BROTHER);
		this.variables.put("BIG_BROTHER_CNN_URL", host.url());
		this.variables.put("BIG_BROTHER_CNN_MEASURE", "/models/measure");
		protectBigBrother();
	}

	/** What its backups need: they are due every five minutes. */
	private void protectBigBrother() {
		PostgresServer server = this.stack.systemDatabase();
		server.createDatabase("bigbrother");
		server.execute("bigbrother", "CREATE TABLE faces (id int PRIMARY KEY, seen timestamptz DEFAULT now())");
		server.execute("bigbrother", "INSERT INTO faces SELECT generate_series(1, 1000)");
		server.execute("bigbrother", "CREATE FUNCTION verify_integrity() RETURNS boolean LANGUAGE sql AS "
				+ "'SELECT count(*) = count(seen) FROM faces'");
		Path place = Directories.create(this.folder.resolve("big-brother-backups"));
		this.variables.put("BIG_BROTHER_CNN_DATABASE_HOST", "127.0.0.1");
		this.variables.put("BIG_BROTHER_CNN_DATABASE_PORT", Integer.toString(server.port()));
		this.variables.put("BIG_BROTHER_CNN_DATABASE_USER", PostgresServer.USER);
		this.variables.put("BIG_BROTHER_CNN_DATABASE_PASSWORD", PostgresServer.PASSWORD);
		this.variables.put("BIG_BROTHER_CNN_BACKUPS", place.toString());
		this.variables.put("BIG_BROTHER_CNN_BACKUP_KEY_TEXT", Rotations.key());
		this.variables.put("BIG_BROTHER_CNN_INSTANCES",
				Directories.create(this.folder.resolve("big-brother-instances")).toString());
	}

	private void startSparkone() {
		Optional<String> why = DockerEngine.missing();
		if (why.isPresent()) {
			this.missing.add("sparkone's compose host: " + why.get());
			return;
		}
		Path place = Directories.create(this.folder.resolve("sparkone"));
		DockerEngine engine = new DockerEngine(place.resolve("docker"));
		engine.start();
		SshServer host = new SshServer(place.resolve("server"), engine.environment());
		host.start();
		this.variables.putAll(Sparkone.make(place).environment(host));
		// Nothing is removed from a host that does not call itself as the profile says.
		this.variables.put("SPARKONE_HOST_NAME", engine.docker("info", "--format", "{{.Name}}").demand().strip());
		this.variables.put("SPARKONE_PROMETHEUS", this.stack.prometheus().url());
	}

}
