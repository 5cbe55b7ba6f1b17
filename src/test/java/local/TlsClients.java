package local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Clients of a {@link TlsGateway} that trust one authority: each request is a connection
 * and a handshake of its own, and counted.
 */
public final class TlsClients implements AutoCloseable {

	/** What their requests are counted as. */
	public static final String OF = "gateway";

	private static final Duration PERIOD = Duration.ofMillis(100);

	private static final int KEPT = 12;

	private static final int PATIENCE_MILLIS = 30_000;

	private final int port;

	private final SSLContext trusting;

	private final Queue<X509Certificate> shown = new ConcurrentLinkedQueue<>();

	private final RequestCounts counts;

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("tls-clients").factory());

	/**
	 * Begins to ask.
	 * @param authority the authority's certificate in PEM
	 */
	public TlsClients(int port, String authority, RequestCounts counts) {
		this.port = port;
		this.trusting = trusting(authority);
		this.counts = counts;
		this.clock.scheduleAtFixedRate(() -> Thread.ofVirtual().start(this::ask), 0, PERIOD.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private static SSLContext trusting(String authority) {
		try {
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("authority", CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII))));
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, factory.getTrustManagers(), null);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException("the authority cannot be trusted", ex);
		}
	}

	/** What the newest connections were shown. */
	public List<X509Certificate> lastShown() {
		return List.copyOf(this.shown);
	}

	private void ask() {
		try (SSLSocket socket = (SSLSocket) this.trusting.getSocketFactory().createSocket("127.0.0.1", this.port)) {
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			socket.setSSLParameters(parameters);
			socket.setSoTimeout(PATIENCE_MILLIS);
			socket.getOutputStream()
				.write("GET / HTTP/1.1\r\nHost: gateway\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
			if (!answer.equals("HTTP/1.1 200")) {
				throw new IOException("the gateway answered '" + answer + "'");
			}
			this.shown.add((X509Certificate) socket.getSession().getPeerCertificates()[0]);
			if (this.shown.size() > KEPT) {
				this.shown.remove();
			}
			this.counts.answered(OF);
		}
		catch (IOException ex) {
			this.counts.failed(OF, ex);
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
