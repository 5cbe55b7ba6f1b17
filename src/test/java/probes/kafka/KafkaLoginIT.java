package probes.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import domain.profile.SystemProfile;
import domain.run.Mode;
import domain.run.Run;
import domain.secret.SecretRequest;
import java.util.List;
import java.util.Map;
import local.Patience;
import local.ScramBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.test.JaasUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.awaitility.Awaitility;
import probes.Asked;
import stores.Logins;
import stores.kafka.KafkaLoginsForTests;
import systems.TestProfiles;

/** Against a real Kafka broker (KRaft) that takes nobody without SASL/PLAIN. */
class KafkaLoginIT {

	private static final String LOGIN = ", mechanism: PLAIN, user: " + JaasUtils.KAFKA_PLAIN_ADMIN
			+ ", password: \"env:PASSWORD\"";

	private static ScramBroker broker;

	@BeforeAll
	static void start() {
		broker = ScramBroker.start();
	}

	@AfterAll
	static void stop() {
		if (broker != null) {
			broker.close();
		}
	}

	private static ProbeAnswer ask(String password, String login, String within) {
		return Asked.ask(new KafkaProber(Asked.secrets(Map.of("env:PASSWORD", password))),
				"kind: kafka, store: store, atLeast: 1, within: " + within,
				Asked.store("kind: kafka, host: localhost, port: " + broker.port() + login));
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
	void aUserThatTookItsTurnLogsInWithItsNewValueUntilItIsRevoked() throws Exception {
		broker.give("admin", "admin-value");
		broker.give("tickets_a", "first-value");
		Logins logins = KafkaLoginsForTests.with(Asked.secrets(Map.of("env:PASSWORD", "admin-value")));
		SecretRequest request = turn();
		assertThat(logins.works(request, "tickets_a", "first-value".toCharArray())).isTrue();
		try (Admin admin = broker.administrator()) {
			admin.createAcls(List.of(ScramBroker.mayReadOrders("tickets_a"))).all().get();
			// What a broker was just told it knows in a moment.
			Awaitility.await()
				.atMost(Patience.LIMIT)
				.until(() -> admin.describeAcls(AclBindingFilter.ANY).values().get().size() == 1);
			logins.give(request, "tickets_b", "second-value".toCharArray());
			Awaitility.await()
				.atMost(Patience.LIMIT)
				.until(() -> admin.describeAcls(ScramBroker.mayReadOrders("tickets_b").toFilter())
					.values()
					.get()
					.size() == 1);
		}
		logins.give(request, "tickets_b", "third-value".toCharArray());
		Awaitility.await()
			.atMost(Patience.LIMIT)
			.until(() -> logins.works(request, "tickets_b", "third-value".toCharArray()));
		assertThat(logins.works(request, "tickets_b", "second-value".toCharArray())).isFalse();
		logins.revoke(request, "tickets_a");
		logins.revoke(request, "tickets_a");
		Awaitility.await()
			.atMost(Patience.LIMIT)
			.until(() -> !logins.works(request, "tickets_a", "first-value".toCharArray()));
	}

	private static SecretRequest turn() {
		SystemProfile shop = TestProfiles
			.read("""
					name: shop
					title: Shop
					language: en
					timeZone: UTC
					targets: [{name: cluster, kind: kubernetes, kubeconfig: /tmp/none, namespace: shop}]
					stores: [{name: broker, kind: kafka, host: localhost, port: %s, user: admin, password: "env:PASSWORD"}]
					components: [{name: api, kind: deployment, target: cluster}]
					secrets:
					  - {name: tickets, store: broker, users: [tickets_a, tickets_b], target: cluster, secret: kafka-credentials, copyKey: "env:COPY_KEY"}
					"""
				.formatted(broker.port()));
		return new SecretRequest(new Run("rotation", "0123456789", "SecretRotation", "shop", null, Mode.EXECUTE, "en"),
				shop.secrets().getFirst(), shop.stores().getFirst(), shop.targets().getFirst(), null, "tickets_a");
	}

	@Test
	void withoutALoginNobodyAnswers() {
		assertThat(ask("", "", "PT3S").health()).isIn(Health.FAILED, Health.UNKNOWN);
	}

}
