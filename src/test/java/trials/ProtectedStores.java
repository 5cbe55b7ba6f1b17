package trials;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import local.Binaries;
import local.KubernetesCluster;
import local.Patience;
import local.Ports;
import local.PostgresServer;
import local.SshServer;
import local.VeleroServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * Every kind of store that a server can be had for, but the dumped PostgreSQL, which has
 * trials of its own: each in a system of its own, whose one component writes to it.
 */
final class ProtectedStores implements AutoCloseable {

	/** Where the canary is in those that can hold one. */
	static final Map<String, String> CANARIES = Map.of("files", ".canary", "redis", "trial:canary", "mongodb",
			"hive.canary", "physical", "public.canary");

	private static final String END = "-- PostgreSQL database dump complete";

	/** Not a secret: 32 bytes for one trial. */
	private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	final List<Protected> all = new ArrayList<>();

	private final Path folder;

	private final KubernetesCluster cluster;

	private final SshServer ssh;

	private final int redis = Ports.free();

	private final MongoServer mongo = new MongoServer(new MemoryBackend());

	private final EmbeddedKafkaKraftBroker kafka = new EmbeddedKafkaKraftBroker(1, 2, "orders");

	private final PostgresServer postgresql;

	private final VeleroServer velero;

	private MongoClient documents;

	private Admin offsets;

	ProtectedStores(Path folder, KubernetesCluster cluster) {
		this.folder = folder;
		this.cluster = cluster;
		this.ssh = new SshServer(folder.resolve("ssh"));
		this.postgresql = new PostgresServer(directory(folder.resolve("postgresql")));
		this.velero = new VeleroServer(folder.resolve("velero"), cluster);
	}

	void start() throws IOException, InterruptedException, ExecutionException {
		for (String tool : List.of("mongodump", "mongorestore")) {
			Files.createSymbolicLink(ssh.home().resolve("bin").resolve(tool), Binaries.mongoTool(tool));
		}
		ssh.start();
		velero.start();
		files();
		hostConfiguration();
		script();
		startRedis();
		startMongo();
		startKafka();
		startPostgresql();
		configuration();
		namespace();
	}

	private void files() throws IOException {
		Path models = directory(folder.resolve("host/models"));
		Files.writeString(models.resolve("face.model"), "version 2");
		all.add(new Protected("files", List.of(), List.of("engine: files", "target: host", "destination: backups",
				"include: [" + models + "]", "expects: [face.model]"), () -> {
					Files.writeString(models.resolve("face.model"), "spoilt");
					Files.writeString(models.resolve("late.model"), "written later");
				}, () -> tree(models)));
	}

	private static String tree(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder).filter(file -> !file.endsWith(CANARIES.get("files")))) {
			Map<String, String> found = new TreeMap<>();
			for (Path file : files.toList()) {
				found.put(file.getFileName().toString(), Files.readString(file));
			}
			return found.toString();
		}
	}

	private void hostConfiguration() throws IOException {
		Path settings = directory(folder.resolve("host/settings"));
		Files.writeString(settings.resolve(".env"), "LEVEL=info\n");
		all.add(new Protected("settings", List.of(),
				List.of("engine: configuration", "target: host", "destination: encrypted",
						"include: [" + settings.resolve(".env") + "]"),
				() -> Files.writeString(settings.resolve(".env"), "LEVEL=everything\n"),
				() -> Files.readString(settings.resolve(".env"))));
	}

	private void script() throws IOException {
		Path system = directory(folder.resolve("host/system"));
		directory(system.resolve("backups"));
		Files.writeString(system.resolve("data"), "users; first\n");
		program(system, "backup.sh", """
				name=backups/db_$(date +%s%N).sql
				cat data > $name && echo '-- PostgreSQL database dump complete' >> $name
				""");
		program(system, "restore.sh", "[ \"$1\" = --list ] && exec ls backups\nhead -n 1 \"$1\" > data\n");
		all.add(new Protected("script", List.of(), List.of("engine: script", "target: host", "destination: backups",
				"script: {take: [%1$s/backup.sh], list: [%1$s/restore.sh, --list], restore: [%1$s/restore.sh, '{file}'], folder: %1$s/backups, files: 'db_*.sql', lastWords: '%2$s'}"
					.formatted(system, END)),
				() -> Files.writeString(system.resolve("data"), "users; spoilt\n"),
				() -> Files.readString(system.resolve("data"))));
	}

	private static void program(Path system, String name, String text) throws IOException {
		Path file = Files.writeString(system.resolve(name), "#!/bin/sh\nset -e\ncd " + system + "\n" + text);
		if (!file.toFile().setExecutable(true)) {
			throw new IOException(file + " cannot be made a program");
		}
	}

	private void startRedis() throws IOException, InterruptedException {
		Path data = directory(folder.resolve("host/redis"));
		Path configuration = Files.writeString(data.resolve("redis.conf"), """
				bind 127.0.0.1
				port %d
				daemonize yes
				dir %s
				logfile %s/redis.log
				appendonly yes
				""".formatted(redis, data, data));
		new ProcessBuilder("redis-server", configuration.toString()).start().waitFor();
		Awaitility.await().atMost(Patience.LIMIT).ignoreExceptions().until(() -> redis(RedisCommands::ping) != null);
		redis(commands -> commands.set("session", "first"));
		all.add(new Protected("redis", List.of("{name: redis, kind: redis, host: 127.0.0.1, port: " + redis + "}"), List
			.of("engine: redis", "store: redis", "target: host", "destination: backups",
					"redis: {file: %1$s/dump.rdb, stop: [redis-cli, -p, '%2$d', shutdown, nosave], start: [redis-server, %1$s/redis.conf], within: PT5M}"
						.formatted(data, redis)),
				() -> redis(commands -> commands.set("session", "spoilt") + commands.set("late", "written later")),
				() -> redis(commands -> commands.get("session") + " " + commands.get("late"))));
	}

	private <T> T redis(Function<RedisCommands<String, String>, T> question) {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis)) {
			return question.apply(client.connect().sync());
		}
	}

	private void startMongo() {
		InetSocketAddress address = mongo.bind();
		documents = MongoClients.create("mongodb://127.0.0.1:" + address.getPort());
		tickets().insertMany(IntStream.range(0, 50).mapToObj(number -> new Document("plan", "p" + number)).toList());
		all.add(new Protected("mongodb",
				List.of("{name: mongodb, kind: mongodb, host: 127.0.0.1, port: %d, database: hive}"
					.formatted(address.getPort())),
				List.of("engine: mongodb", "store: mongodb", "target: host", "destination: backups",
						"expects: [hive.tickets]",
						"mongodb: {host: 127.0.0.1, port: %d, folder: %s}".formatted(address.getPort(),
								directory(folder.resolve("host/archives")))),
				() -> tickets().deleteMany(new Document("plan", "p7")),
				() -> Long.toString(tickets().countDocuments())));
	}

	private MongoCollection<Document> tickets() {
		return documents.getDatabase("hive").getCollection("tickets");
	}

	private void startKafka() throws ExecutionException, InterruptedException {
		kafka.afterPropertiesSet();
		offsets = Admin.create(Map.of("bootstrap.servers", kafka.getBrokersAsString()));
		offsets.createTopics(List.of(new NewTopic("tickets", 2, (short) 1))).all().get();
		stand(0);
		String[] address = kafka.getBrokersAsString().split(":");
		all.add(new Protected("offsets",
				List.of("{name: kafka, kind: kafka, host: %s, port: %s}".formatted(address[0], address[1])),
				List.of("engine: kafka", "store: kafka", "destination: backups", "include: [workers]"),
				() -> offsets.deleteConsumerGroups(List.of("workers")).all().get(),
				() -> new TreeMap<>(offsets.listConsumerGroupOffsets("workers")
					.partitionsToOffsetAndMetadata()
					.get()
					.entrySet()
					.stream()
					.collect(java.util.stream.Collectors.toMap(each -> each.getKey().toString(),
							each -> each.getValue().offset())))
					.toString()));
	}

	private void stand(long at) throws ExecutionException, InterruptedException {
		offsets
			.alterConsumerGroupOffsets("workers",
					Map.of(new TopicPartition("tickets", 0), new OffsetAndMetadata(at),
							new TopicPartition("tickets", 1), new OffsetAndMetadata(at)))
			.all()
			.get();
	}

	private void startPostgresql() {
		postgresql.start();
		postgresql.createDatabase("shop");
		postgresql.execute("shop", "CREATE TABLE canary (name text PRIMARY KEY, marked_at timestamptz NOT NULL)");
		postgresql.execute("shop", "CREATE TABLE events AS SELECT generate_series(1, 100) AS id");
		all.add(new Protected("physical", List
			.of("{name: database, kind: postgresql, host: 127.0.0.1, port: %d, database: shop, user: %s, password: env:TRIAL_PASSWORD}"
				.formatted(postgresql.port(), PostgresServer.USER)),
				List.of("engine: postgresql-physical", "store: database", "destination: backups",
						"expects: [public.events]",
						"postgresql: {instances: %s, programs: %s}".formatted(folder.resolve("instances"),
								postgresql.programs())),
				() -> postgresql.execute("shop", "DELETE FROM events WHERE id > 60"),
				() -> postgresql.rows("shop", "SELECT count(*) FROM events").toString()));
	}

	private void configuration() {
		String namespace = "restore-objects";
		cluster.apply(SETTINGS.formatted(namespace));
		all.add(new Protected("objects", List.of(),
				List.of("engine: configuration", "target: cluster", "destination: backups",
						"objects: {configMaps: [settings]}"),
				() -> level(namespace, "everything"), () -> level(namespace)));
	}

	private void namespace() {
		String namespace = "restore-namespace";
		cluster.apply(SETTINGS.formatted(namespace));
		all.add(new Protected("namespace", List.of(),
				List.of("engine: velero", "target: cluster", "include: [" + namespace + "]",
						"expects: [apps/v1/Deployment/shop]"),
				() -> level(namespace, "everything"), () -> level(namespace)));
	}

	private String level(String namespace) {
		return client().configMaps().inNamespace(namespace).withName("settings").get().getData().get("LEVEL");
	}

	private void level(String namespace, String wanted) {
		client().configMaps().inNamespace(namespace).withName("settings").edit(map -> {
			map.getData().put("LEVEL", wanted);
			return map;
		});
	}

	private KubernetesClient client() {
		return cluster.client();
	}

	/** How many instances of a system's one component are wanted. */
	int instances(Protected store) {
		return client().apps().deployments().inNamespace(store.system()).withName("shop").get().getSpec().getReplicas();
	}

	/** Writes every system's profile, and starts its component. */
	Path profiles() {
		Path profiles = directory(folder.resolve("profiles"));
		all.forEach(store -> {
			write(profiles.resolve(store.system() + ".yaml"), profile(store));
			cluster.apply(COMPONENT.formatted(store.system()));
		});
		all.forEach(store -> client().apps()
			.deployments()
			.inNamespace(store.system())
			.withName("shop")
			.waitUntilReady(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS));
		return profiles;
	}

	private String profile(Protected store) {
		Path backups = directory(folder.resolve("backups").resolve(store.name()));
		return PROFILE.formatted(store.system(), ssh.port(), ssh.user(), ssh.file("client_ed25519"), ssh.hostKey(),
				cluster.kubeconfig(), KubernetesCluster.CONTEXT,
				store.store().isEmpty() ? "" : "stores:\n  - " + String.join("\n", store.store()), backups,
				store.name(), String.join("\n      ", store.kept()),
				CANARIES.containsKey(store.name()) ? "stores: [{store: %s, canary: {table: \"%s\"}}]"
					.formatted(store.name(), CANARIES.get(store.name())) : "stores: []");
	}

	private static void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException refused) {
			throw new UncheckedIOException(refused);
		}
	}

	private static Path directory(Path wanted) {
		try {
			return Files.createDirectories(wanted);
		}
		catch (IOException refused) {
			throw new UncheckedIOException(refused);
		}
	}

	/** What the profiles refer to. */
	static Map<String, String> variables() {
		return Map.of("TRIAL_KEY", KEY, "TRIAL_PASSWORD", PostgresServer.PASSWORD);
	}

	/** What runs have made and not removed. */
	List<String> leftOvers() throws IOException, ExecutionException, InterruptedException {
		List<String> found = new ArrayList<>();
		try (Stream<Path> files = Files.walk(folder.resolve("host"))) {
			files.map(file -> file.getFileName().toString())
				.filter(name -> name.contains("holdfast"))
				.forEach(found::add);
		}
		offsets.listGroups()
			.all()
			.get()
			.stream()
			.map(GroupListing::groupId)
			.filter(group -> group.contains("holdfast"))
			.forEach(found::add);
		client().configMaps()
			.inNamespace("restore-objects")
			.list()
			.getItems()
			.stream()
			.map(map -> map.getMetadata().getName())
			.filter(name -> !List.of("settings", "kube-root-ca.crt").contains(name))
			.forEach(found::add);
		velero("Backup").stream().filter(name -> name.contains("safety")).forEach(found::add);
		client().namespaces()
			.list()
			.getItems()
			.stream()
			.map(each -> each.getMetadata().getName())
			.filter(name -> name.startsWith("restore-namespace-"))
			.forEach(found::add);
		return found;
	}

	private List<String> velero(String kind) {
		return client().genericKubernetesResources("velero.io/v1", kind)
			.inNamespace(VeleroServer.NAMESPACE)
			.list()
			.getItems()
			.stream()
			.map(each -> each.getMetadata().getName())
			.toList();
	}

	/** Others use the same namespace after us; Velero itself takes leave of restores. */
	private void clearVelero() {
		for (String kind : List.of("Restore", "Backup", "DownloadRequest", "ServerStatusRequest")) {
			client().genericKubernetesResources("velero.io/v1", kind).inNamespace(VeleroServer.NAMESPACE).delete();
			Awaitility.await(kind).atMost(Patience.LIMIT).until(() -> velero(kind).isEmpty());
		}
	}

	@Override
	public void close() {
		if (velero.isRunning()) {
			clearVelero();
		}
		if (documents != null) {
			documents.close();
		}
		mongo.shutdownNow();
		if (offsets != null) {
			offsets.close();
			kafka.destroy();
		}
		redisIsStopped();
		postgresql.stop();
		velero.stop();
		ssh.stop();
	}

	private void redisIsStopped() {
		try {
			new ProcessBuilder("redis-cli", "-p", Integer.toString(redis), "shutdown", "nosave").start().waitFor();
		}
		catch (IOException absent) {
			throw new UncheckedIOException(absent);
		}
		catch (InterruptedException stopping) {
			Thread.currentThread().interrupt();
		}
	}

	private static final String SETTINGS = """
			apiVersion: v1
			kind: Namespace
			metadata: {name: %1$s}
			---
			apiVersion: v1
			kind: ConfigMap
			metadata: {name: settings, namespace: %1$s}
			data: {LEVEL: info}
			""";

	private static final String COMPONENT = """
			apiVersion: v1
			kind: Namespace
			metadata: {name: %1$s}
			---
			apiVersion: apps/v1
			kind: Deployment
			metadata: {name: shop, namespace: %1$s}
			spec:
			  replicas: 2
			  selector: {matchLabels: {app: shop}}
			  template:
			    metadata: {labels: {app: shop}}
			    spec:
			      containers: [{name: shop, image: "registry.example.com/shop:v1"}]
			""";

	private static final String PROFILE = """
			name: %1$s
			title: %1$s
			language: pt-BR
			timeZone: America/Sao_Paulo
			targets:
			  - {name: host, kind: compose, host: 127.0.0.1, port: %2$d, user: "%3$s", key: "file:%4$s", hostKey: "%5$s", directory: /tmp}
			  - {name: cluster, kind: kubernetes, kubeconfig: "%6$s", context: "%7$s", namespace: %1$s}
			%8$s
			components:
			  - {name: shop, kind: deployment, target: cluster, replicas: 2, readyWithin: PT5M}
			recovery:
			  destinations:
			    - {name: backups, kind: folder, folder: %9$s}
			    - {name: encrypted, kind: folder, folder: %9$s, encryptionKey: "env:TRIAL_KEY"}
			  stores:
			    - name: %10$s
			      %11$s
			      restore: {writers: [shop], within: PT10M, undoWithin: PT1H}
			  drill:
			    %12$s
			gates:
			  - {name: restore, deciders: [devops], fourEyes: true, deadline: PT2H}
			people:
			  persons:
			    - {name: oncall, title: On-Call, roles: [devops]}
			    - {name: tech-lead, title: Tech Lead, roles: [devops]}
			""";

}
