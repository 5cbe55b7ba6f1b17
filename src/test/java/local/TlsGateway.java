package local;

import io.fabric8.kubernetes.api.model.Secret;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway that really serves TLS, in place of simulated pods: each connection is taken
 * by one of the ready pods in turn, which shows the certificate that it read when it
 * started.
 */
public final class TlsGateway implements AutoCloseable {

	private static final Logger LOGGER = LoggerFactory.getLogger(TlsGateway.class);

	private static final char[] NO_PASSWORD = {};

	private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private final ServerSocket socket;

	private final List<Showing> ready = new CopyOnWriteArrayList<>();

	private final AtomicInteger turn = new AtomicInteger();

	private PodPrograms pods;

	/** Listens; nobody is taken until {@link #follow}. */
	public TlsGateway() {
		try {
			this.socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The gateway cannot listen on loopback", ex);
		}
		Thread.ofPlatform().daemon().name("tls-gateway").start(this::accept);
	}

	public int port() {
		return this.socket.getLocalPort();
	}

	/** Serves for the pods of a component, who read this Secret of their namespace. */
	public TlsGateway follow(KubernetesCluster cluster, String namespace, String component, String secret) {
		Supplier<Optional<Secret>> read = () -> Optional
			.ofNullable(cluster.client().secrets().inNamespace(namespace).withName(secret).get());
		this.pods = new PodPrograms(cluster.client(), namespace, component, () -> new Showing(read));
		return this;
	}

	/** Whether a pod is there to take a connection. */
	public boolean serves() {
		return !this.ready.isEmpty();
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				Socket plain = this.socket.accept();
				Thread.ofVirtual().start(() -> serve(plain));
			}
			catch (IOException ex) {
				LOGGER.debug("The gateway takes no more connections", ex);
			}
		}
	}

	private void serve(Socket plain) {
		try (plain) {
			List<Showing> now = List.copyOf(this.ready);
			if (now.isEmpty()) {
				return;
			}
			SSLContext context = now.get(Math.floorMod(this.turn.getAndIncrement(), now.size())).context();
			try (SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true)) {
				secure.setUseClientMode(false);
				secure.startHandshake();
				BufferedReader request = new BufferedReader(
						new InputStreamReader(secure.getInputStream(), StandardCharsets.US_ASCII));
				String line = request.readLine();
				// To its end: what is left unread would take the answer with it.
				while (line != null && !line.isEmpty()) {
					line = request.readLine();
				}
				if (line != null) {
					secure.getOutputStream().write(ANSWER);
				}
			}
		}
		catch (IOException ex) {
			// A client that only looks at the certificate goes away like this.
			LOGGER.debug("A client went away", ex);
		}
	}

	@Override
	public void close() {
		if (this.pods != null) {
			this.pods.close();
		}
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The gateway cannot be closed", ex);
		}
	}

	/** A server's side of TLS with what a Secret of type kubernetes.io/tls holds. */
	static SSLContext context(String chain, String key) throws IOException, GeneralSecurityException {
		Certificate[] certificates = CertificateFactory.getInstance("X.509")
			.generateCertificates(new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII)))
			.toArray(new Certificate[0]);
		byte[] encoded = Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", ""));
		PrivateKey own = KeyFactory.getInstance(certificates[0].getPublicKey().getAlgorithm())
			.generatePrivate(new PKCS8EncodedKeySpec(encoded));
		KeyStore keys = KeyStore.getInstance("PKCS12");
		keys.load(null, NO_PASSWORD);
		keys.setKeyEntry("own", own, NO_PASSWORD, certificates);
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(keys, NO_PASSWORD);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(factory.getKeyManagers(), null, null);
		return context;
	}

	/** One pod. A pod whose Secret is not there yet waits for it, as the kubelet does. */
	private final class Showing implements PodPrograms.Program {

		private final Supplier<Optional<Secret>> read;

		private SSLContext context;

		Showing(Supplier<Optional<Secret>> read) {
			this.read = read;
			load();
		}

		private synchronized void load() {
			this.read.get().map(Secret::getData).filter((data) -> data.containsKey("tls.crt")).ifPresent((data) -> {
				try {
					this.context = TlsGateway.context(text(data.get("tls.crt")), text(data.get("tls.key")));
				}
				catch (IOException | GeneralSecurityException ex) {
					throw new IllegalStateException("the gateway's pod cannot use the Secret that it read", ex);
				}
			});
		}

		private static String text(String encoded) {
			return new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII);
		}

		synchronized SSLContext context() throws IOException {
			if (this.context == null) {
				load();
			}
			if (this.context == null) {
				throw new IOException("there is no certificate yet");
			}
			return this.context;
		}

		@Override
		public void serve() {
			TlsGateway.this.ready.add(this);
		}

		@Override
		public void end() {
			TlsGateway.this.ready.remove(this);
		}

	}

}
