package probes.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import local.Patience;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import probes.Asked;

/** Against a real Kafka broker (KRaft). */
class KafkaProberIT {

	private static final int MESSAGES = 5;

	private static EmbeddedKafkaKraftBroker broker;

	@BeforeAll
	static void start() {
		broker = new EmbeddedKafkaKraftBroker(1, 1, "tickets");
		broker.afterPropertiesSet();
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings(), new StringSerializer(),
				new StringSerializer())) {
			for (int number = 0; number < MESSAGES; number++) {
				producer.send(new ProducerRecord<>("tickets", "ticket " + number));
			}
		}
	}

	@AfterAll
	static void stop() {
		broker.destroy();
	}

	private static Map<String, Object> settings() {
		return Map.of("bootstrap.servers", broker.getBrokersAsString(), "group.id", "workers", "auto.offset.reset",
				"earliest", "enable.auto.commit", "false", "max.poll.records", "2");
	}

	private static ProbeAnswer ask(String more) {
		String address = broker.getBrokersAsString().split(",")[0];
		return ask(Integer.parseInt(address.substring(address.indexOf(':') + 1)), more);
	}

	private static ProbeAnswer ask(int port, String more) {
		return Asked.ask(new KafkaProber(Asked.secrets(Map.of())), "kind: kafka, store: store, within: PT10S" + more,
				Asked.store("kind: kafka, host: 127.0.0.1, port: " + port));
	}

	@Test
	void brokersAndTopicsAreThere() {
		ProbeAnswer brokers = ask(", atLeast: 1");
		assertThat(brokers.words()).contains("1 brokers");
		assertThat(brokers.health()).isEqualTo(Health.HEALTHY);
		assertThat(ask(", atLeast: 3").health()).isEqualTo(Health.FAILED);
		assertThat(ask(", topics: [tickets]").health()).isEqualTo(Health.HEALTHY);
		assertThat(ask(", topics: [tickets, plans]").words()).contains("lacks one of the topics");
	}

	@Test
	void theLagOfAGroupIsTheValueAndAGroupWithoutMembersHasFailed() {
		assertThat(ask(", consumerGroup: nobody").health()).isEqualTo(Health.FAILED);
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings(), new StringDeserializer(),
				new StringDeserializer())) {
			consumer.subscribe(List.of("tickets"));
			org.awaitility.Awaitility.await()
				.pollInSameThread()
				.atMost(Patience.LIMIT)
				.until(() -> !consumer.poll(Duration.ofMillis(500)).isEmpty());
			consumer.commitSync();
			ProbeAnswer lag = ask(", consumerGroup: workers, degradedAtMost: 2, atMost: 4");
			assertThat(lag.words()).contains("1 members").contains("3 messages behind");
			assertThat(lag.value()).isEqualTo(3);
			assertThat(lag.health()).isEqualTo(Health.DEGRADED);
		}
		assertThat(ask(", consumerGroup: workers").words()).contains("has no members");
	}

	@Test
	void aBrokerThatIsNotThereHasFailed() {
		assertThat(ask(1, ", within: PT1S").health()).isEqualTo(Health.FAILED);
	}

}
