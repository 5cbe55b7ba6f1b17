package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import local.Routing.Backend;
import local.Routing.Instance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands for a component's users, its gateway and its pods' metrics. Twice a second it
 * reads where the traffic goes, lets 200 requests a second go there, and shows Prometheus
 * what the pods would show; {@code /version} and {@code /health} answer as the gateway
 * would, from a pod picked by the real weights. While the API server is away, the last
 * known routing holds.
 */
public final class TrafficModel implements AutoCloseable {

	private static final Logger LOGGER = LoggerFactory.getLogger(TrafficModel.class);

	private static final int REQUESTS_PER_SECOND = 200;

	private static final Duration PERIOD = Duration.ofMillis(500);

	private final String system;

	private final String namespace;

	private final Routing routing;

	private final HttpServer server;

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("traffic-model").factory());

	private final Random random = new Random(42);

	private final Map<String, WorkloadMetrics> metrics = new TreeMap<>();

	private List<Backend> backends = List.of();

	private long unanswered;

	private long answered;

	private long lastTick = System.nanoTime();

	/**
	 * Models the traffic of the component whose route (or, without one, Service) has the
	 * component's name.
	 */
	public TrafficModel(KubernetesCluster cluster, String system, String namespace, String component) {
		this.system = system;
		this.namespace = namespace;
		this.routing = new Routing(cluster.client(), namespace, component);
		this.server = listen();
		this.server.createContext("/metrics", (exchange) -> answer(exchange, 200, "text/plain; version=0.0.4", page()));
		this.server.createContext("/version", (exchange) -> answerFromAPod(exchange, "{\"version\": \"%s\"}"));
		this.server.createContext("/health",
				(exchange) -> answerFromAPod(exchange, "{\"status\": \"healthy\", \"version\": \"%s\"}"));
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.start();
		this.clock.scheduleAtFixedRate(this::tick, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static HttpServer listen() {
		try {
			return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The traffic model cannot listen on loopback", ex);
		}
	}

	/** Host and port, for Prometheus. */
	public String address() {
		return "127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** Base address of the component's gateway. */
	public String url() {
		return "http://" + address();
	}

	/**
	 * Requests so far that found no ready pod behind the place that they were sent to.
	 */
	public synchronized long unanswered() {
		return this.unanswered;
	}

	/** Requests so far that a pod answered, with whatever status. */
	public synchronized long answered() {
		return this.answered;
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.server.stop(0);
	}

	private void tick() {
		try {
			List<Backend> read = this.routing.read();
			synchronized (this) {
				this.backends = read;
			}
		}
		catch (KubernetesClientException ex) {
			LOGGER.debug("The routing cannot be read now; the last known one holds", ex);
		}
		catch (RuntimeException ex) {
			LOGGER.warn("The routing cannot be read", ex);
		}
		sendRequests();
	}

	private synchronized void sendRequests() {
		long now = System.nanoTime();
		long requests = Math.round((now - this.lastTick) / 1e9 * REQUESTS_PER_SECOND);
		this.lastTick = now;
		this.metrics.values().forEach((workload) -> workload.pods(0));
		this.backends.stream()
			.flatMap((backend) -> backend.pods().stream())
			.collect(Collectors.groupingBy((pod) -> pod, Collectors.summingInt((pod) -> 1)))
			.forEach((pod, count) -> metrics(pod).pods(count));
		for (long request = 0; request < requests; request++) {
			pick().ifPresentOrElse(this::countAnswered, () -> this.unanswered++);
		}
	}

	private void countAnswered(Instance pod) {
		Behaviour behaviour = Behaviour.of(pod.version());
		WorkloadMetrics workload = metrics(pod);
		workload.count(behaviour.fails(workload.requests()), behaviour.responseTime(this.random));
		this.answered++;
	}

	private WorkloadMetrics metrics(Instance pod) {
		return this.metrics.computeIfAbsent(pod.version() + " " + pod.workload(),
				(key) -> new WorkloadMetrics(this.system, this.namespace, pod.workload(), pod.version()));
	}

	/**
	 * The pod that the gateway gives the next request to; empty when there is none where
	 * the weights send it.
	 */
	private synchronized Optional<Instance> pick() {
		int total = this.backends.stream().mapToInt(Backend::weight).sum();
		if (total == 0) {
			return Optional.empty();
		}
		int drawn = this.random.nextInt(total);
		for (Backend backend : this.backends) {
			drawn -= backend.weight();
			if (drawn < 0) {
				List<Instance> pods = backend.pods();
				return pods.isEmpty() ? Optional.empty() : Optional.of(pods.get(this.random.nextInt(pods.size())));
			}
		}
		return Optional.empty();
	}

	/**
	 * A workload without a ready pod shows nothing, as nobody would be there to be asked.
	 */
	private synchronized String page() {
		List<String> pages = new ArrayList<>();
		this.metrics.forEach((key, workload) -> {
			if (workload.hasPods() && !Behaviour.of(key.split(" ", 2)[0]).silent()) {
				pages.add(workload.text());
			}
		});
		return String.join("", pages);
	}

	private void answerFromAPod(HttpExchange exchange, String format) throws IOException {
		Optional<Instance> pod = pick();
		String body = pod.map((instance) -> format.formatted(instance.version().replaceFirst("^v", "")))
			.orElse("{\"error\": \"no ready pod\"}");
		answer(exchange, pod.isPresent() ? 200 : 503, "application/json", body);
	}

	private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
		if (body.length > 0) {
			exchange.getResponseBody().write(body);
		}
		exchange.close();
	}

}
