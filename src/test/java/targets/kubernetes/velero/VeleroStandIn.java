package targets.kubernetes.velero;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import local.VeleroServer;

/**
 * Plays Velero's server on a real API server: it writes the statuses that a test has laid
 * out, which the real one cannot be brought to, and hands out files.
 */
final class VeleroStandIn implements AutoCloseable {

	/** What it writes about a backup that goes well. */
	static final String COMPLETED = """
			{"phase": "Completed", "startTimestamp": "2026-03-01T01:00:00Z", "completionTimestamp": "2026-03-01T01:01:00Z",
			 "progress": {"totalItems": 3, "itemsBackedUp": 3, "itemsRestored": 3}}""";

	private final KubernetesClient client;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final HttpServer files;

	private final Map<String, List<String>> scripts = new ConcurrentHashMap<>();

	private final Map<String, Integer> played = new ConcurrentHashMap<>();

	private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

	private volatile boolean silent;

	private volatile boolean withoutAddresses;

	private volatile String deletionError;

	VeleroStandIn(KubernetesClient client) {
		this.client = client;
		try {
			this.files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No server for files", ex);
		}
		this.files.createContext("/", this::handOut);
		this.files.start();
		this.clock.scheduleWithFixedDelay(this::play, 0, 50, TimeUnit.MILLISECONDS);
	}

	/** From now on the object of this name goes through these statuses, and stays. */
	VeleroStandIn plays(String name, String... statuses) {
		this.scripts.put(name, List.of(statuses));
		return this;
	}

	/** What is handed out of this kind for this name, gzipped. */
	VeleroStandIn holds(String kind, String name, String json) {
		this.contents.put(kind + "/" + name, gzipped(json));
		return this;
	}

	/** The same as it is. */
	VeleroStandIn holds(String kind, String name, byte[] bytes) {
		this.contents.put(kind + "/" + name, bytes);
		return this;
	}

	synchronized void beSilent(boolean wanted) {
		this.silent = wanted;
	}

	synchronized void giveNoAddresses(boolean wanted) {
		this.withoutAddresses = wanted;
	}

	synchronized void refuseDeletions(String error) {
		this.deletionError = error;
	}

	/** A round under way ends before a test says otherwise. */
	private synchronized void play() {
		if (this.silent) {
			return;
		}
		try {
			List.of("Backup", "Restore").forEach((kind) -> objects(kind).list().getItems().forEach(this::next));
			objects("ServerStatusRequest").list()
				.getItems()
				.forEach((request) -> write(request, Map.of("phase", "Processed", "serverVersion", "v1.18.3")));
			if (!this.withoutAddresses) {
				objects("DownloadRequest").list().getItems().forEach(this::address);
			}
			objects("DeleteBackupRequest").list().getItems().forEach(this::delete);
		}
		catch (KubernetesClientException ex) {
			// Somebody else wrote or removed the object in the same moment: the next
			// round sees it.
			this.played.merge("conflicts", 1, Integer::sum);
		}
	}

	private void next(GenericKubernetesResource object) {
		String name = object.getMetadata().getName();
		List<String> script = this.scripts.getOrDefault(name, List.of());
		int step = this.played.getOrDefault(object.getMetadata().getUid(), 0);
		if (step < script.size()) {
			write(object, io.fabric8.kubernetes.client.utils.Serialization.unmarshal(script.get(step), Map.class));
			this.played.put(object.getMetadata().getUid(), step + 1);
		}
	}

	private void address(GenericKubernetesResource request) {
		if (request.getAdditionalProperties().containsKey("status")) {
			return;
		}
		Map<?, ?> target = request.get("spec", "target");
		write(request, Map.of("phase", "Processed", "downloadURL", "http://127.0.0.1:%d/%s/%s?signature=secret"
			.formatted(this.files.getAddress().getPort(), target.get("kind"), target.get("name"))));
	}

	private void delete(GenericKubernetesResource request) {
		if (this.deletionError != null) {
			write(request, Map.of("phase", "Processed", "errors", List.of(this.deletionError)));
			return;
		}
		objects("Backup").withName(request.get("spec", "backupName")).delete();
		objects("DeleteBackupRequest").withName(request.getMetadata().getName()).delete();
	}

	private void write(GenericKubernetesResource object, Map<?, ?> status) {
		if (!Objects.equals(object.getAdditionalProperties().get("status"), status)) {
			object.setAdditionalProperties(new HashMap<>(object.getAdditionalProperties()));
			object.setAdditionalProperty("status", status);
			objects(object.getKind()).resource(object).update();
		}
	}

	private NonNamespaceOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>> objects(
			String kind) {
		return this.client.genericKubernetesResources("velero.io/v1", kind).inNamespace(VeleroServer.NAMESPACE);
	}

	private void handOut(HttpExchange exchange) throws IOException {
		byte[] content = this.contents.get(exchange.getRequestURI().getPath().substring(1));
		try (exchange) {
			exchange.sendResponseHeaders((content == null) ? 404 : 200, (content == null) ? -1 : content.length);
			if (content != null) {
				exchange.getResponseBody().write(content);
			}
		}
	}

	static byte[] gzipped(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("memory cannot be written to", ex);
		}
		return bytes.toByteArray();
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.files.stop(0);
	}

}
