package probes.network;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.springframework.stereotype.Component;
import probes.Prober;
import secrets.Secrets;

/**
 * Shakes hands and looks at the certificate that comes: whether its chain is trusted, for
 * which names it is, how many days it has left.
 */
@Component
class TlsProber implements Prober {

	private static final int USUAL_PORT = 443;

	private final Secrets secrets;

	TlsProber(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.TLS;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) throws IOException, GeneralSecurityException {
		return judge(probe, place(probe), shown(probe));
	}

	private static String place(Probe probe) {
		return probe.host() + ":" + (probe.port() == null ? USUAL_PORT : probe.port());
	}

	/** What the server shows, trusted or not. */
	Doubt shown(Probe probe) throws IOException, GeneralSecurityException {
		Doubt doubt = Doubt.of(probe.trust() == null ? null : secrets.resolve(probe.trust()));
		int port = probe.port() == null ? USUAL_PORT : probe.port();
		int patience = Math.toIntExact(probe.within().toMillis());
		try (Socket plain = new Socket()) {
			plain.connect(resolved(probe.host(), port), patience);
			plain.setSoTimeout(patience);
			shakeHands(plain, probe.host(), port, doubt);
		}
		catch (IOException failure) {
			throw new IOException(place(probe) + ": " + failure.getMessage(), failure.getCause());
		}
		return doubt;
	}

	private static InetSocketAddress resolved(String host, int port) throws UnknownHostException {
		InetSocketAddress address = new InetSocketAddress(host, port);
		if (address.isUnresolved()) {
			throw new UnknownHostException("the name does not resolve");
		}
		return address;
	}

	private static void shakeHands(Socket plain, String host, int port, Doubt doubt)
			throws IOException, GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, new TrustManager[] { doubt }, null);
		try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
			if (!host.matches("[0-9.]+|.*:.*")) {
				SSLParameters parameters = socket.getSSLParameters();
				parameters.setServerNames(List.of(new SNIHostName(host)));
				socket.setSSLParameters(parameters);
			}
			socket.startHandshake();
		}
	}

	private static Finding judge(Probe probe, String place, Doubt doubt) {
		X509Certificate certificate = doubt.chain()[0];
		Instant end = certificate.getNotAfter().toInstant();
		String words = place + " shows a certificate of " + certificate.getIssuerX500Principal().getName()
				+ " that ends on " + end;
		if (end.isBefore(Instant.now())) {
			return new Finding.Broken(words + ": it is over");
		}
		if (doubt.reason() != null) {
			return new Finding.Broken(words + " and is not trusted: " + doubt.reason());
		}
		CertificateNames names = CertificateNames.of(certificate);
		Optional<String> missing = (probe.names().isEmpty() ? List.of(probe.host()) : probe.names()).stream()
			.filter(name -> !names.cover(name))
			.findFirst();
		if (missing.isPresent()) {
			return new Finding.Broken(words + " and is not for " + missing.get() + " but for " + names);
		}
		double days = Duration.between(Instant.now(), end).toMinutes() / (24.0 * 60);
		return new Finding.Measured(days, "d", words);
	}

}
