package local;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import org.awaitility.Awaitility;

/** The operated system of the first runbook, on the local servers. */
public final class AgenteIa {

	public static final String SYSTEM = "agente-ia";

	public static final String COMPONENT = "agente-api";

	/** Name of its database. */
	public static final String DATABASE = "agente_ia";

	private AgenteIa() {
	}

	/**
	 * Puts agente-api v1.2.0 with its Service and HTTPRoute into the namespace and waits
	 * until all pods are ready.
	 */
	public static void deploy(KubernetesCluster cluster, String namespace, int replicas) {
		cluster.apply(Resources.text("/local/agente-ia.yaml")
			.replace("${NAMESPACE}", namespace)
			.replace("${REPLICAS}", Integer.toString(replicas)));
		Awaitility.await("agente-api to be ready").atMost(Patience.LIMIT).until(() -> {
			Deployment deployment = cluster.client()
				.apps()
				.deployments()
				.inNamespace(namespace)
				.withName(COMPONENT)
				.get();
			return Integer.valueOf(replicas).equals(deployment.getStatus().getReadyReplicas());
		});
	}

	/**
	 * Takes the HTTPRoute away: the Service alone divides the traffic, by the number of
	 * ready pods.
	 */
	public static void routeByService(KubernetesCluster cluster, String namespace) {
		cluster.client().resources(HTTPRoute.class).inNamespace(namespace).withName(COMPONENT).delete();
	}

	/** An Istio VirtualService in place of the HTTPRoute. */
	public static void routeByIstio(KubernetesCluster cluster, String namespace) {
		routeByService(cluster, namespace);
		cluster.apply("""
				apiVersion: networking.istio.io/v1
				kind: VirtualService
				metadata: {name: agente-api, namespace: %s}
				spec:
				  hosts: [api.example.com]
				  http:
				    - route:
				        - destination: {host: agente-api}
				          weight: 100
				""".formatted(namespace));
	}

	/**
	 * Makes its database with some conversations, leads and messages, unless it is there.
	 */
	public static void createDatabase(PostgresServer server) {
		if (!server.hasDatabase(DATABASE)) {
			createDatabase(server, DATABASE);
		}
	}

	/** Lets its slow queries be asked for. */
	static void gatherStatistics(PostgresServer server) {
		server.execute(DATABASE, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
	}

	/** The same under another name, for one trial alone. */
	public static void createDatabase(PostgresServer server, String name) {
		server.createDatabase(name).execute(name, Resources.text("/local/agente-ia.sql"));
	}

}
