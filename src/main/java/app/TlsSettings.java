package app;

import io.temporal.serviceclient.SimpleSslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * TLS towards Temporal, by the variables that Temporal's own command line obeys
 * ({@code TEMPORAL_TLS*}). Certificates and keys are PEM, as a file or as text.
 *
 * @param enabled {@code TEMPORAL_TLS}; absent: on when anything else here is given or an
 * API key is
 * @param clientCertPath file of the client's certificate chain
 * @param clientCertData the client's certificate chain itself
 * @param clientKeyPath file of the client's key, PKCS 8
 * @param clientKeyData the client's key itself
 * @param serverCaCertPath file of the authorities that the server's certificate is
 * checked against; absent: the Java runtime's
 * @param serverCaCertData those authorities themselves
 * @param serverName name expected in the server's certificate
 * @param disableHostVerification accept any server certificate: for experiments only
 */
@ConfigurationProperties("holdfast.temporal.tls")
record TlsSettings(Boolean enabled, String clientCertPath, String clientCertData, String clientKeyPath,
		String clientKeyData, String serverCaCertPath, String serverCaCertData, String serverName,
		Boolean disableHostVerification) {

	WorkflowServiceStubsOptions.Builder applyTo(WorkflowServiceStubsOptions.Builder options) {
		if (Boolean.FALSE.equals(enabled)) {
			return options.setEnableHttps(false);
		}
		if (!customised()) {
			return Boolean.TRUE.equals(enabled) ? options.setEnableHttps(true) : options;
		}
		if (StringUtils.hasText(serverName)) {
			options.setChannelInitializer(channel -> channel.overrideAuthority(serverName));
		}
		// Either the flag or a context of one's own: the client library refuses both.
		return options.setEnableHttps(false).setSslContext(sslContext());
	}

	private boolean customised() {
		return StringUtils.hasText(clientCertPath) || StringUtils.hasText(clientCertData)
				|| StringUtils.hasText(clientKeyPath) || StringUtils.hasText(clientKeyData)
				|| StringUtils.hasText(serverCaCertPath) || StringUtils.hasText(serverCaCertData)
				|| StringUtils.hasText(serverName) || Boolean.TRUE.equals(disableHostVerification);
	}

	private io.grpc.netty.shaded.io.netty.handler.ssl.SslContext sslContext() {
		try (InputStream certificate = open("TEMPORAL_TLS_CLIENT_CERT", clientCertPath, clientCertData);
				InputStream key = open("TEMPORAL_TLS_CLIENT_KEY", clientKeyPath, clientKeyData)) {
			if ((certificate == null) != (key == null)) {
				throw new IllegalStateException("TLS to Temporal: give both TEMPORAL_TLS_CLIENT_CERT_PATH and "
						+ "TEMPORAL_TLS_CLIENT_KEY_PATH (or their _DATA forms), or neither");
			}
			SimpleSslContextBuilder builder = SimpleSslContextBuilder.forPKCS8(certificate, key);
			TrustManager authorities = authorities();
			if (authorities != null) {
				builder.setTrustManager(authorities);
			}
			else {
				builder.setUseInsecureTrustManager(Boolean.TRUE.equals(disableHostVerification));
			}
			return builder.build();
		}
		catch (IOException | GeneralSecurityException | IllegalArgumentException problem) {
			throw new IllegalStateException(
					"TLS to Temporal: the certificate, key or authorities cannot be used: " + problem.getMessage(),
					problem);
		}
	}

	private TrustManager authorities() throws IOException, GeneralSecurityException {
		try (InputStream given = open("TEMPORAL_TLS_SERVER_CA_CERT", serverCaCertPath, serverCaCertData)) {
			if (given == null) {
				return null;
			}
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			store.load(null, null);
			int number = 0;
			for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(given)) {
				store.setCertificateEntry("authority-" + number++, authority);
			}
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(store);
			return factory.getTrustManagers()[0];
		}
	}

	private static InputStream open(String variable, String path, String data) throws IOException {
		if (StringUtils.hasText(path) && StringUtils.hasText(data)) {
			throw new IllegalStateException(
					"TLS to Temporal: give " + variable + "_PATH or " + variable + "_DATA, not both");
		}
		if (StringUtils.hasText(data)) {
			return new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8));
		}
		if (!StringUtils.hasText(path)) {
			return null;
		}
		if (!Files.isReadable(Path.of(path))) {
			throw new IllegalStateException("TLS to Temporal: " + variable + "_PATH names " + path
					+ ", which does not exist or cannot be read");
		}
		return Files.newInputStream(Path.of(path));
	}

}
