package probes.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.diagnosis.Rows;
import domain.failure.PermanentFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import local.Patience;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import probes.Asked;
import probes.Inquired;

/** Against a real Kafka broker (KRaft). */
class KafkaInquirerIT {

	private static EmbeddedKafkaKraftBroker broker;

	@BeforeAll
	static void start() {
		broker = new EmbeddedKafkaKraftBroker(1, 2, "tickets");
		broker.afterPropertiesSet();
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings(), new StringSerializer(),
				new StringSerializer())) {
			for (int number = 0; number < 8; number++) {
				producer.send(new ProducerRecord<>("tickets", number % 2, 1_000L * number, "key " + number,
						"ticket " + number));
			}
		}
	}

	@AfterAll
	static void stop() {
		broker.destroy();
	}

	private static Map<String, Object> settings() {
		return Map.of("bootstrap.servers", broker.getBrokersAsString(), "group.id", "workers", "auto.offset.reset",
				"earliest", "enable.auto.commit", "false", "max.poll.records", "3");
	}

	private static Rows ask(String text, Map<String, String> values) {
		String address = broker.getBrokersAsString().split(",")[0];
		return Inquired.ask(new KafkaInquirer(Asked.secrets(Map.of())),
				"kind: kafka, store: store, within: PT20S, limit: 3, text: \"" + text + "\"", values,
				Asked.store("kind: kafka, host: 127.0.0.1, port: " + address.substring(address.indexOf(':') + 1)));
	}

	@Test
	void topicsTheirPartitionsAndTheirNewestMessagesAreRead() {
		assertThat(ask("TOPICS", Map.of()).rows()).contains(Map.of("topic", "tickets", "partitions", 2, "replicas", 1));
		Rows partitions = ask("DESCRIBE :topic", Map.of("topic", "tickets"));
		assertThat(partitions.rows()).hasSize(2)
			.allMatch(row -> row.get("end").equals(4L))
			.allMatch(row -> row.get("inStep").equals(row.get("replicas")));
		Rows newest = ask("NEWEST :topic", Map.of("topic", "tickets"));
		assertThat(newest.rows()).extracting(row -> row.get("value"))
			.containsExactly("ticket 7", "ticket 6", "ticket 5");
		assertThat(newest.more()).isTrue();
	}

	@Test
	void theLagAndTheMembersOfAGroupAreRead() {
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings(), new StringDeserializer(),
				new StringDeserializer())) {
			consumer.subscribe(List.of("tickets"));
			Awaitility.await()
				.pollInSameThread()
				.atMost(Patience.LIMIT)
				.until(() -> !consumer.poll(Duration.ofMillis(500)).isEmpty());
			consumer.commitSync();
			Rows lag = ask("LAG :group", Map.of("group", "workers"));
			assertThat(lag.rows().stream().mapToLong(row -> (Long) row.get("lag")).sum()).isEqualTo(5);
			assertThat(lag.rows()).allMatch(row -> row.get("member") != null);
			assertThat(ask("MEMBERS :group", Map.of("group", "workers")).rows()).singleElement()
				.matches(row -> row.get("partitions").equals(List.of("tickets-0", "tickets-1")));
		}
	}

	@Test
	void whatIsNotThereIsSaidAndNotMade() {
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> ask("DESCRIBE :topic", Map.of("topic", "nowhere")));
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> ask("NEWEST :topic", Map.of("topic", "nowhere")));
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> ask("LAG :group", Map.of("group", "nobody")))
			.withMessageContaining("nobody");
		assertThat(ask("TOPICS", Map.of()).rows()).noneMatch(row -> row.get("topic").equals("nowhere"));
	}

}
