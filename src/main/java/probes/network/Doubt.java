package probes.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Keeps the chain that a server shows, and why it is not trusted; lets the handshake go
 * on all the same, because an untrusted certificate is what is to be told about. Nothing
 * is sent to such a server.
 */
final class Doubt extends X509ExtendedTrustManager {

	/** How far a worker's clock may be behind an issuer's. */
	private static final Duration BEHIND = Duration.ofMinutes(10);

	private final X509TrustManager judge;

	private X509Certificate[] chain;

	private String reason;

	private Doubt(X509TrustManager judge) {
		this.judge = judge;
	}

	/**
	 * @param trusted certificates in PEM, or null for those that every Java program
	 * trusts
	 */
	static Doubt of(String trusted) throws GeneralSecurityException, IOException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(trusted == null ? null : store(trusted));
		return new Doubt((X509TrustManager) factory.getTrustManagers()[0]);
	}

	private static KeyStore store(String pem) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
		store.load(null, null);
		int number = 0;
		ByteArrayInputStream text = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
		for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(text)) {
			store.setCertificateEntry("trusted-" + number++, certificate);
		}
		return store;
	}

	X509Certificate[] chain() {
		return chain;
	}

	/** Why the chain is not trusted, or null. */
	String reason() {
		return reason;
	}

	private void look(X509Certificate[] shown, String algorithm) {
		chain = shown.clone();
		try {
			judge.checkServerTrusted(shown, algorithm);
		}
		catch (CertificateException untrusted) {
			reason = trustedWhenItBegins(shown, algorithm) ? null : untrusted.getMessage();
		}
	}

	/**
	 * A certificate that was issued a moment ago begins in the future of a worker whose
	 * clock is a little behind: it is judged by the moment at which it begins.
	 */
	private boolean trustedWhenItBegins(X509Certificate[] shown, String algorithm) {
		Instant begin = Stream.of(shown)
			.map(certificate -> certificate.getNotBefore().toInstant())
			.max(Instant::compareTo)
			.orElseThrow();
		Instant now = Instant.now();
		if (!begin.isAfter(now) || begin.isAfter(now.plus(BEHIND))) {
			return false;
		}
		try {
			Set<TrustAnchor> anchors = Stream.of(judge.getAcceptedIssuers())
				.map(issuer -> new TrustAnchor(issuer, null))
				.collect(Collectors.toSet());
			PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
			parameters.setRevocationEnabled(false);
			parameters.setDate(Date.from(begin));
			TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
			factory.init(new CertPathTrustManagerParameters(parameters));
			((X509TrustManager) factory.getTrustManagers()[0]).checkServerTrusted(shown, algorithm);
			return true;
		}
		catch (GeneralSecurityException notEvenThen) {
			return false;
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] shown, String algorithm) {
		look(shown, algorithm);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] shown, String algorithm, Socket socket) {
		look(shown, algorithm);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] shown, String algorithm, SSLEngine engine) {
		look(shown, algorithm);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] shown, String algorithm) throws CertificateException {
		judge.checkClientTrusted(shown, algorithm);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] shown, String algorithm, Socket socket)
			throws CertificateException {
		judge.checkClientTrusted(shown, algorithm);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] shown, String algorithm, SSLEngine engine)
			throws CertificateException {
		judge.checkClientTrusted(shown, algorithm);
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return judge.getAcceptedIssuers();
	}

}
