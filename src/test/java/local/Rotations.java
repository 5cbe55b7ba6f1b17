package local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
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
public final class Rotations implements AutoCloseable {

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

	private volatile TlsClients clients;

	private final Map<String, String> variables = new TreeMap<>();

	private final List<Runnable> toClose = Collections.synchronizedList(new ArrayList<>());

	/** Nothing is there yet but the address of the gateway. */
	public Rotations(LocalStack stack, Path folder) {
		this.stack = stack;
		this.folder = folder;
		this.toClose.add(this.counts::close);
		this.toClose.add(this.gateway::close);
		this.variables.put("AGENTE_IA_COPY_KEY", key());
		this.variables.put("AGENTE_IA_DATABASE_ADMIN", PostgresServer.USER);
		this.variables.put("AGENTE_IA_DATABASE_ADMIN_PASSWORD", PostgresServer.PASSWORD);
		this.variables.put("NEURAL_HIVE_MIND_COPY_KEY", key());
		this.variables.put("NEURAL_HIVE_MIND_TLS_HOST", "127.0.0.1");
		this.variables.put("NEURAL_HIVE_MIND_TLS_PORT", Integer.toString(this.gateway.port()));
	}

	static String key() {
		byte[] key = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(key);
		return Base64.getEncoder().encodeToString(key);
	}

	/** The variables by which the shipped profiles find all this. */
	public Map<String, String> variables() {
		return Map.copyOf(this.variables);
	}

	/** Requests to the gateway and to the database. */
	public RequestCounts counts() {
		return this.counts;
	}

	/** What the gateway's newest connections were shown; nothing without cert-manager. */
	public List<X509Certificate> lastShown() {
		return (this.clients == null) ? List.of() : this.clients.lastShown();
	}

	/**
	 * Two users of a database that take turns, of whom the first is in use; the pods of
	 * agente-api in the namespace begin to ask.
	 */
	public void prepareLogin(String namespace, String database) {
		String password = key();
		PostgresServer server = this.stack.systemDatabase();
		for (String role : List.of("agente_user", "agente_a")) {
			if (server.rows(database, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'").isEmpty()) {
				server.execute(database, "CREATE ROLE " + role);
			}
		}
		server.execute(database, """
				GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO agente_user;
				GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO agente_user;
				GRANT agente_user TO agente_a;
				ALTER ROLE agente_a LOGIN PASSWORD '%s';
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
		DatabaseClients pods = new DatabaseClients(this.stack.kubernetes(), namespace, AgenteIa.COMPONENT, LOGIN,
				server.jdbcUrl(database), "SELECT count(*) FROM leads", this.counts);
		this.toClose.add(pods::close);
	}

	/**
	 * Starts cert-manager and waits for the certificate.
	 * @return why that cannot be had; empty when it is there
	 */
	public Optional<String> startCertificates() {
		Optional<String> missing = CertManagerServer.missing();
		if (missing.isPresent()) {
			return missing;
		}
		KubernetesCluster cluster = this.stack.kubernetes();
		CertManagerServer server = new CertManagerServer(this.folder.resolve("cert-manager"), cluster);
		this.toClose.add(server::stop);
		server.start();
		cluster.apply(ISSUER.formatted(HIVE, CERTIFICATE, GATEWAY));
		var secret = cluster.client().secrets().inNamespace(HIVE).withName(CERTIFICATE);
		Awaitility.await("the gateway's certificate to be issued")
			.atMost(Patience.LIMIT)
			.until(() -> secret.get() != null && secret.get().getData().containsKey("tls.crt"));
		this.gateway.follow(cluster, HIVE, GATEWAY, CERTIFICATE);
		String authority = new String(Base64.getDecoder().decode(secret.get().getData().get("ca.crt")),
				StandardCharsets.US_ASCII);
		Awaitility.await("the gateway's pods").atMost(Patience.LIMIT).until(this.gateway::serves);
		this.clients = new TlsClients(this.gateway.port(), authority, this.counts);
		this.toClose.add(this.clients::close);
		return Optional.empty();
	}

	/** Clients first, then those whom they ask. */
	@Override
	public void close() {
		Collections.reverse(this.toClose);
		this.toClose.forEach(Runnable::run);
	}

}
