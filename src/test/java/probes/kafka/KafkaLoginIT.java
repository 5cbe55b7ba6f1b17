package probes.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.test.JaasUtils;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import probes.Asked;

/** Against a real Kafka broker (KRaft) that takes nobody without SASL/PLAIN. */
class KafkaLoginIT {

	private static final String LOGIN = ", mechanism: PLAIN, user: " + JaasUtils.KAFKA_PLAIN_ADMIN
			+ ", password: \"env:PASSWORD\"";

	private static KafkaClusterTestKit broker;

	@BeforeAll
	static void start() throws Exception {
		broker = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder().setCombined(true)
			.setNumBrokerNodes(1)
			.setNumControllerNodes(1)
			.setBrokerSecurityProtocol(SecurityProtocol.SASL_PLAINTEXT)
			.setControllerSecurityProtocol(SecurityProtocol.SASL_PLAINTEXT)
			.build()).build();
		broker.format();
		broker.startup();
		broker.waitForReadyBrokers();
	}

	@AfterAll
	static void stop() throws Exception {
		if (broker != null) {
			broker.close();
		}
	}

	private static ProbeAnswer ask(String password, String login, String within) {
		String port = broker.bootstrapServers().replaceAll(".*:", "");
		return Asked.ask(new KafkaProber(Asked.secrets(Map.of("env:PASSWORD", password))),
				"kind: kafka, store: store, atLeast: 1, within: " + within,
				Asked.store("kind: kafka, host: localhost, port: " + port + login));
	}

	@Test
	void theRightPasswordIsTaken() {
		ProbeAnswer answer = ask(JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD, LOGIN, "PT1M");
		assertThat(answer.words()).contains("1 brokers");
		assertThat(answer.health()).isEqualTo(Health.HEALTHY);
	}

	@Test
	void aWrongPasswordIsNoAnswerAndIsNotRepeated() {
		ProbeAnswer answer = ask("not-\"the\\one", LOGIN, "PT1M");
		assertThat(answer.words()).doesNotContain("not-");
		assertThat(answer.health()).isEqualTo(Health.UNKNOWN);
	}

	@Test
	void withoutALoginNobodyAnswers() {
		assertThat(ask("", "", "PT3S").health()).isIn(Health.FAILED, Health.UNKNOWN);
	}

}
