package local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import local.LocalStack.Part;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The traffic model follows the real weights and pods, and Prometheus sees what each
 * version would show.
 */
class TrafficModelIT {

	private static final String NAMESPACE = "traffic-model";

	private static LocalStack stack;

	private static TrafficModel traffic;

	@BeforeAll
	static void deploy() {
		stack = LocalStack.shared().start(Part.KUBERNETES, Part.PROMETHEUS);
		AgenteIa.deploy(stack.kubernetes(), NAMESPACE, 2);
		traffic = new TrafficModel(stack.kubernetes(), AgenteIa.SYSTEM, NAMESPACE, AgenteIa.COMPONENT);
		stack.prometheus().scrape(NAMESPACE, traffic.address());
	}

	@AfterAll
	static void close() {
		stack.prometheus().stopScraping(NAMESPACE);
		traffic.close();
		stack.kubernetes().client().namespaces().withName(NAMESPACE).delete();
	}

	@Test
	void theGatewayAnswersWithTheVersionThatTheWeightsSendItTo() {
		Awaitility.await()
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(Web.get(traffic.url() + "/version")).contains("\"1.2.0\""));
		assertThat(Web.get(traffic.url() + "/health")).contains("healthy");
	}

	@Test
	void aBadVersionWithHalfOfTheTrafficFailsThirtyPercentOfIt() {
		serveBeside("agente-api-bad", "v1.4.0-bad");
		weigh("agente-api-bad");
		awaitBetween("sum(rate(agent_requests_total{version=\"v1.4.0-bad\",status=\"500\"}[10s])) "
				+ "/ sum(rate(agent_requests_total{version=\"v1.4.0-bad\"}[10s]))", 0.2, 0.4);
		awaitBetween("sum(rate(agent_requests_total{version=\"v1.4.0-bad\"}[10s]))", 70, 130);
		awaitBetween("histogram_quantile(0.95, sum by (le) "
				+ "(rate(agent_response_time_seconds_bucket{version=\"v1.2.0\"}[10s])))", 0.6, 1);
	}

	@Test
	void trafficSentWhereNoPodIsReadyIsCounted() {
		serveBeside("agente-api-absent", "v9.9.9");
		weigh("agente-api-absent");
		long before = traffic.unanswered();
		Awaitility.await().until(() -> traffic.unanswered() > before + 20);
	}

	@Test
	void aSilentVersionServesAndShowsNothing() {
		serveBeside("agente-api-silent", "v1.6.0-silent");
		weigh("agente-api-silent");
		Awaitility.await()
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(Web.get(traffic.url() + "/version")).contains("1.6.0-silent"));
		assertThat(Web.get(traffic.url() + "/metrics")).contains("v1.2.0").doesNotContain("silent");
	}

	@Test
	void aVirtualServiceIsFollowedWhereThereIsNoRoute() {
		String namespace = NAMESPACE + "-istio";
		AgenteIa.deploy(stack.kubernetes(), namespace, 1);
		AgenteIa.routeByIstio(stack.kubernetes(), namespace);
		assertAnswers(namespace, "1.2.0");
	}

	@Test
	void theServiceAloneDividesWhereNothingElseDoes() {
		String namespace = NAMESPACE + "-service";
		AgenteIa.deploy(stack.kubernetes(), namespace, 1);
		AgenteIa.routeByService(stack.kubernetes(), namespace);
		assertAnswers(namespace, "1.2.0");
	}

	private void assertAnswers(String namespace, String version) {
		try (TrafficModel other = new TrafficModel(stack.kubernetes(), AgenteIa.SYSTEM, namespace,
				AgenteIa.COMPONENT)) {
			Awaitility.await()
				.ignoreExceptions()
				.untilAsserted(() -> assertThat(Web.get(other.url() + "/version")).contains("\"" + version + "\""));
		}
		finally {
			stack.kubernetes().client().namespaces().withName(namespace).delete();
		}
	}

	private void serveBeside(String name, String version) {
		stack.kubernetes().apply("""
				apiVersion: apps/v1
				kind: Deployment
				metadata: {name: %1$s, namespace: %3$s}
				spec:
				  selector: {matchLabels: {app: %1$s}}
				  template:
				    metadata: {labels: {app: %1$s}}
				    spec: {containers: [{name: main, image: "registry.example.com/agente-api:%2$s"}]}
				---
				apiVersion: v1
				kind: Service
				metadata: {name: %1$s, namespace: %3$s}
				spec: {selector: {app: %1$s}, ports: [{port: 80}]}
				""".formatted(name, version, NAMESPACE));
	}

	private void weigh(String other) {
		stack.kubernetes()
			.client()
			.resources(HTTPRoute.class)
			.inNamespace(NAMESPACE)
			.withName(AgenteIa.COMPONENT)
			.edit((route) -> route.edit()
				.editSpec()
				.editFirstRule()
				.withBackendRefs()
				.addNewBackendRef()
				.withName(AgenteIa.COMPONENT)
				.withPort(80)
				.withWeight(50)
				.endBackendRef()
				.addNewBackendRef()
				.withName(other)
				.withPort(80)
				.withWeight(50)
				.endBackendRef()
				.endRule()
				.endSpec()
				.build());
	}

	private void awaitBetween(String query, double low, double high) {
		Awaitility.await(query)
			.atMost(Patience.LIMIT)
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(stack.prometheus().value(query)).isBetween(low, high));
	}

}
