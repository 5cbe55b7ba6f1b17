package local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Stands between the application and the API server, passes everything on, and can hold
 * one write: its request before it reaches the server, or its answer after the server has
 * carried it out. Whoever waits for the answer can then be killed at exactly that moment.
 */
public final class HoldingProxy implements AutoCloseable {

	private static final Set<String> NOT_PASSED_ON = Set.of("host", "connection", "content-length", "upgrade",
			"transfer-encoding", "http2-settings");

	private final HttpServer server;

	private final HttpClient client;

	private final Config cluster;

	private final List<Write> writes = new CopyOnWriteArrayList<>();

	private volatile Held held;

	public HoldingProxy(KubernetesCluster cluster) {
		this.cluster = cluster.client().getConfiguration();
		this.client = HttpClient.newBuilder().sslContext(trusting(this.cluster)).build();
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The proxy of the API server cannot listen on loopback", ex);
		}
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	/** A request that changes something. */
	public record Write(String method, String path, String body) {

		/** Whether it is about this kind of object, for example {@code httproutes}. */
		public boolean of(String plural) {
			return this.path.contains("/" + plural);
		}

	}

	/** Which half of a write is held. */
	public enum Half {

		/** The server never sees the request. */
		REQUEST,
		/** The server has carried it out, and nobody learns of it. */
		ANSWER

	}

	/** A hold that was asked for. */
	public static final class Held {

		private final Half half;

		private final Predicate<Write> which;

		private final CountDownLatch caught = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private Held(Half half, Predicate<Write> which) {
			this.half = half;
			this.which = which;
		}

		public boolean caught() {
			return this.caught.getCount() == 0;
		}

		/** Lets it go: the connection is closed without an answer. */
		public void release() {
			this.released.countDown();
		}

	}

	/** Holds the next write that this is true for. */
	public Held hold(Half half, Predicate<Write> which) {
		this.held = new Held(half, which);
		return this.held;
	}

	/** The writes that reached the server and were accepted, in order. */
	public List<Write> writes() {
		return List.copyOf(this.writes);
	}

	/** A configuration file like the cluster's own, that leads through this proxy. */
	public Path kubeconfig(Path file) {
		return Directories.write(file, """
				apiVersion: v1
				kind: Config
				current-context: %1$s
				contexts:
				  - name: %1$s
				    context: {cluster: local, user: local, namespace: default}
				clusters:
				  - name: local
				    cluster: {server: "http://127.0.0.1:%2$d"}
				users:
				  - name: local
				    user: {token: "%3$s"}
				""".formatted(KubernetesCluster.CONTEXT, this.server.getAddress().getPort(),
				ControlPlane.ADMINISTRATOR_TOKEN));
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			Write write = new Write(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
					new String(body, java.nio.charset.StandardCharsets.UTF_8));
			Held hold = taken(write);
			if (hold != null && hold.half == Half.REQUEST) {
				await(hold);
				return;
			}
			HttpResponse<byte[]> answer = pass(exchange, body);
			if (changes(write) && answer.statusCode() / 100 == 2) {
				this.writes.add(write);
			}
			if (hold != null) {
				await(hold);
				return;
			}
			answer.headers()
				.firstValue("Content-Type")
				.ifPresent((type) -> exchange.getResponseHeaders().set("Content-Type", type));
			exchange.sendResponseHeaders(answer.statusCode(), (answer.body().length == 0) ? -1 : answer.body().length);
			exchange.getResponseBody().write(answer.body());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static boolean changes(Write write) {
		return !write.method().equals("GET") && !write.path().contains("dryRun=")
				&& !write.path().contains("authorization.k8s.io");
	}

	private synchronized Held taken(Write write) {
		Held now = this.held;
		if (now == null || !changes(write) || !now.which.test(write)) {
			return null;
		}
		this.held = null;
		return now;
	}

	private static void await(Held hold) throws InterruptedException {
		hold.caught.countDown();
		hold.released.await();
	}

	private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
		String server = this.cluster.getMasterUrl().replaceAll("/$", "");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
			.method(exchange.getRequestMethod(), (body.length == 0) ? HttpRequest.BodyPublishers.noBody()
					: HttpRequest.BodyPublishers.ofByteArray(body));
		exchange.getRequestHeaders().forEach((name, values) -> {
			if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT)) && !name.equalsIgnoreCase("Accept-Encoding")) {
				values.forEach((value) -> request.header(name, value));
			}
		});
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
	}

	private static SSLContext trusting(Config cluster) {
		try {
			KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			byte[] certificate = Base64.getDecoder().decode(cluster.getCaCertData());
			int number = 0;
			for (var authority : CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(certificate))) {
				trusted.setCertificateEntry("authority-" + number++, authority);
			}
			TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			managers.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, managers.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("The API server's certificate cannot be trusted", ex);
		}
	}

	@Override
	public void close() {
		Held now = this.held;
		if (now != null) {
			now.release();
		}
		this.server.stop(0);
	}

}
