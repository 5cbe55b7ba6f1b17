package local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * What the two rotations are about in {@code up}: the gateway's certificate of
 * neural-hive-mind, issued by a real cert-manager and really shown; a login of
 * agente-ia's database, in a Secret that its pods read; and users of both, whose failed
 * requests are counted.
 */
final class Rotations {

	private static final String HIVE = "neural-hive-mind";

	private static final String GATEWAY = "api-gateway";

	private static final String CERTIFICATE = GATEWAY + "-tls";

	private static final String LOGIN = "agente-api-database";

	private static final int KEY_BYTES = 32;

	/**
	 * The authority signs itself; what it signs is trusted before and after a renewal.
	 */
	private static final String ISSUER = """
			apiVersion: v1
			kind: Namespace
			metadata: {name: %1$s}
			---
			apiVersion: cert-manager.io/v1
			kind: Issuer
			metadata: {name: itself, namespace: %1$s}
			spec: {selfSigned: {}}
			---
			apiVersion: cert-manager.io/v1
			kind: Certificate
			metadata: {name: authority, namespace: %1$s}
			spec:
			  isCA: true
			  commonName: authority of the local stack
			  secretName: authority
			  privateKey: {algorithm: ECDSA}
			  issuerRef: {name: itself}
			---
			apiVersion: cert-manager.io/v1
			kind: Issuer
			metadata: {name: authority, namespace: %1$s}
			spec: {ca: {secretName: authority}}
			---
			apiVersion: cert-manager.io/v1
			kind: Certificate
			metadata: {name: %2$s, namespace: %1$s}
			spec:
			  secretName: %2$s
			  commonName: %3$s
			  dnsNames: [localhost]
			  ipAddresses: [127.0.0.1]
			  privateKey: {algorithm: ECDSA, encoding: PKCS8, rotationPolicy: Always}
			  issuerRef: {name: authority}
			""";

	private final LocalStack stack;

	private final Path folder;

	private final RequestCounts counts = new RequestCounts();

	private final TlsGateway gateway = new TlsGateway();

	private final Map<String, String> variables = new TreeMap<>();

	Rotations(LocalStack stack, Path folder) {
		this.stack = stack;
		this.folder = folder;
		this.variables.put("AGENTE_IA_COPY_KEY", key());
		this.variables.put("AGENTE_IA_DATABASE_ADMIN", PostgresServer.USER);
		this.variables.put("AGENTE_IA_DATABASE_ADMIN_PASSWORD", PostgresServer.PASSWORD);
		this.variables.put("NEURAL_HIVE_MIND_COPY_KEY", key());
		this.variables.put("NEURAL_HIVE_MIND_TLS_HOST", "127.0.0.1");
		this.variables.put("NEURAL_HIVE_MIND_TLS_PORT", Integer.toString(this.gateway.port()));
	}

	private static String key() {
		byte[] key = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(key);
		return Base64.getEncoder().encodeToString(key);
	}

	/** The variables by which the shipped profiles find all this. */
	Map<String, String> variables() {
		return Map.copyOf(this.variables);
	}

	/** Two users that take turns, of whom the first is in use. */
	void prepareLogin(String namespace) {
		String password = key();
		this.stack.systemDatabase().execute(AgenteIa.DATABASE, """
				CREATE ROLE agente_user;
				GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO agente_user;
				GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO agente_user;
				CREATE ROLE agente_a LOGIN PASSWORD '%s' IN ROLE agente_user;
				ALTER ROLE agente_a SET role TO agente_user;
				""".formatted(password));
		this.stack.kubernetes().apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s}
				---
				apiVersion: v1
				kind: Secret
				metadata: {name: %2$s, namespace: %1$s}
				stringData: {username: agente_a, password: "%3$s"}
				""".formatted(namespace, LOGIN, password));
		new DatabaseClients(this.stack.kubernetes(), namespace, AgenteIa.COMPONENT, LOGIN,
				this.stack.systemDatabase().jdbcUrl(AgenteIa.DATABASE), "SELECT count(*) FROM leads", this.counts);
		this.stack.prometheus().scrape("local-load", this.counts.address());
	}

	/**
	 * Starts cert-manager and waits for the certificate.
	 * @return why that cannot be had; empty when it is there
	 */
	Optional<String> startCertificates() {
		Optional<String> missing = CertManagerServer.missing();
		if (missing.isPresent()) {
			return missing;
		}
		KubernetesCluster cluster = this.stack.kubernetes();
		new CertManagerServer(this.folder.resolve("cert-manager"), cluster).start();
		cluster.apply(ISSUER.formatted(HIVE, CERTIFICATE, GATEWAY));
		var secret = cluster.client().secrets().inNamespace(HIVE).withName(CERTIFICATE);
		Awaitility.await("the gateway's certificate to be issued")
			.atMost(Patience.LIMIT)
			.until(() -> secret.get() != null && secret.get().getData().containsKey("tls.crt"));
		this.gateway.follow(cluster, HIVE, GATEWAY, CERTIFICATE);
		String authority = new String(Base64.getDecoder().decode(secret.get().getData().get("ca.crt")),
				StandardCharsets.US_ASCII);
		Awaitility.await("the gateway's pods").atMost(Patience.LIMIT).until(this.gateway::serves);
		new TlsClients(this.gateway.port(), authority, this.counts);
		return Optional.empty();
	}

}
