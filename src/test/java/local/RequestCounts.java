package local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests of the local load, counted by what they were for: {@code local_requests_total}
 * with the labels {@code of} and {@code result}, for Prometheus.
 */
public final class RequestCounts implements AutoCloseable {

	private static final int KEPT_REASONS = 20;

	private final Map<String, LongAdder> answered = new ConcurrentHashMap<>();

	private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

	private final ConcurrentLinkedQueue<String> reasons = new ConcurrentLinkedQueue<>();

	private final HttpServer server;

	public RequestCounts() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The counts of requests cannot be shown on loopback", ex);
		}
		this.server.createContext("/metrics", (exchange) -> {
			byte[] page = page().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
			exchange.sendResponseHeaders(200, page.length);
			exchange.getResponseBody().write(page);
			exchange.close();
		});
		this.server.start();
	}

	void answered(String of) {
		this.failed.computeIfAbsent(of, (first) -> new LongAdder());
		this.answered.computeIfAbsent(of, (first) -> new LongAdder()).increment();
	}

	void failed(String of, Throwable reason) {
		this.answered.computeIfAbsent(of, (first) -> new LongAdder());
		this.failed.computeIfAbsent(of, (first) -> new LongAdder()).increment();
		if (this.reasons.size() < KEPT_REASONS) {
			this.reasons.add(of + ": " + reason);
		}
	}

	/** Requests so far that were answered as they must. */
	public long answeredOf(String of) {
		return this.answered.getOrDefault(of, new LongAdder()).sum();
	}

	/** Requests so far that were not. */
	public long failedOf(String of) {
		return this.failed.getOrDefault(of, new LongAdder()).sum();
	}

	/** Why the first ones failed. */
	public List<String> reasons() {
		return List.copyOf(this.reasons);
	}

	/** Host and port, for Prometheus. */
	public String address() {
		return "127.0.0.1:" + this.server.getAddress().getPort();
	}

	private String page() {
		StringBuilder page = new StringBuilder("# TYPE local_requests_total counter\n");
		Map.of("answered", this.answered, "failed", this.failed)
			.forEach((result, counts) -> new TreeMap<>(counts).forEach((of, count) -> page
				.append("local_requests_total{of=\"%s\",result=\"%s\"} %d%n".formatted(of, result, count.sum()))));
		return page.toString();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
