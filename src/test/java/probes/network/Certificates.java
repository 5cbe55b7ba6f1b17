package probes.network;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates made by keytool, and servers that show them. */
final class Certificates {

	private static final String PASSWORD = "local-only";

	private final Path folder;

	Certificates(Path folder) {
		this.folder = folder;
	}

	/** A self-signed certificate; returns it in PEM. */
	String make(String name, String start, int days, String alternatives, String... more)
			throws IOException, InterruptedException {
		List<String> arguments = new java.util.ArrayList<>(
				List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-startdate", start,
						"-validity", Integer.toString(days), "-ext", "san=" + alternatives, "-keystore",
						store(name).toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
		arguments.addAll(List.of(more));
		keytool(arguments);
		Path pem = folder.resolve(name + ".pem");
		keytool(List.of("-exportcert", "-rfc", "-alias", name, "-keystore", store(name).toString(), "-storepass",
				PASSWORD, "-file", pem.toString()));
		return Files.readString(pem);
	}

	/** A certificate that may issue others; returns it in PEM. */
	String authority(String name) throws IOException, InterruptedException {
		return make(name, "-1d", 91, "dns:" + name, "-ext", "bc:c");
	}

	/** A certificate of its own for the same key, issued by another one. */
	X509Certificate issued(String name, String issuer, String start)
			throws IOException, InterruptedException, GeneralSecurityException {
		Path request = folder.resolve(name + ".csr");
		if (!Files.exists(request)) {
			keytool(List.of("-certreq", "-alias", name, "-keystore", store(name).toString(), "-storepass", PASSWORD,
					"-file", request.toString()));
		}
		Path made = folder.resolve(name + start + ".pem");
		keytool(List.of("-gencert", "-rfc", "-alias", issuer, "-keystore", store(issuer).toString(), "-storepass",
				PASSWORD, "-startdate", start, "-validity", "91", "-ext", "san=dns:localhost", "-infile",
				request.toString(), "-outfile", made.toString()));
		return read(Files.readString(made));
	}

	static X509Certificate read(String pem) throws GeneralSecurityException {
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
	}

	private Path store(String name) {
		return folder.resolve(name + ".p12");
	}

	private void keytool(List<String> arguments) throws IOException, InterruptedException {
		List<String> command = new java.util.ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
		command.addAll(arguments);
		Path log = folder.resolve("keytool.log");
		Process made = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
			.start();
		if (made.waitFor() != 0) {
			throw new IllegalStateException("keytool failed: " + Files.readString(log));
		}
	}

	/** A web server with this certificate. */
	HttpsServer serve(String name) throws IOException, GeneralSecurityException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream stream = Files.newInputStream(store(name))) {
			keys.load(stream, PASSWORD.toCharArray());
		}
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(keys, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(factory.getKeyManagers(), null, null);
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(context));
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.start();
		return server;
	}

}
