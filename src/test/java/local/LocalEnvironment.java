package local;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables by which the application, and the shipped profile of agente-ia in it,
 * find the local servers. The profile itself is used as it is shipped.
 */
public final class LocalEnvironment {

	private final Map<String, String> variables = new TreeMap<>();

	/**
	 * Where Temporal, the ledger and the cluster are; the ledger's database must be
	 * there.
	 */
	public LocalEnvironment worker(LocalStack stack, String ledgerDatabase) {
		return workerAlone(stack, ledgerDatabase).with("KUBECONFIG", stack.kubernetes().kubeconfig().toString());
	}

	/** The same without a cluster. */
	public LocalEnvironment workerAlone(LocalStack stack, String ledgerDatabase) {
		return with("TEMPORAL_ADDRESS", stack.temporal().address())
			.with("HOLDFAST_TEMPORAL_UI", stack.temporal().uiUrl())
			.with("SPRING_DATASOURCE_URL", stack.ledger().jdbcUrl(ledgerDatabase))
			.with("SPRING_DATASOURCE_USERNAME", PostgresServer.USER)
			.with("SPRING_DATASOURCE_PASSWORD", PostgresServer.PASSWORD);
	}

	/**
	 * Where agente-ia is: its namespace, its gateway ({@link TrafficModel#url()}), its
	 * database, its monitoring.
	 */
	public LocalEnvironment agenteIa(LocalStack stack, String namespace, String gateway, Path backups) {
		return with("AGENTE_IA_KUBECONFIG", stack.kubernetes().kubeconfig().toString())
			.with("AGENTE_IA_CONTEXT", KubernetesCluster.CONTEXT)
			.with("AGENTE_IA_NAMESPACE", namespace)
			.with("AGENTE_IA_URL", gateway)
			.with("AGENTE_IA_PROMETHEUS", stack.prometheus().url())
			.with("AGENTE_IA_ALERTMANAGER", stack.alertmanager().url())
			.with("AGENTE_IA_DATABASE_HOST", "127.0.0.1")
			.with("AGENTE_IA_DATABASE_PORT", Integer.toString(stack.systemDatabase().port()))
			.with("AGENTE_IA_DATABASE_NAME", AgenteIa.DATABASE)
			.with("AGENTE_IA_DATABASE_USER", PostgresServer.USER)
			.with("AGENTE_IA_DATABASE_PASSWORD", PostgresServer.PASSWORD)
			.with("AGENTE_IA_CANARY_PASSWORD", PostgresServer.PASSWORD)
			.with("AGENTE_IA_BACKUPS", Directories.create(backups).toString());
	}

	/** Every Slack channel of agente-ia posts to this incoming webhook. */
	public LocalEnvironment slack(String webhook) {
		return with("AGENTE_IA_SLACK_DEPLOYS", webhook).with("AGENTE_IA_SLACK_INCIDENTS", webhook)
			.with("AGENTE_IA_SLACK_ALERTS", webhook);
	}

	/** Sets one variable, for example {@code AGENTE_IA_POLL} to {@code PT1S}. */
	public LocalEnvironment with(String name, String value) {
		this.variables.put(name, value);
		return this;
	}

	public Map<String, String> variables() {
		return Map.copyOf(this.variables);
	}

}
