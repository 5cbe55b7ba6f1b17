package probes.kafka;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.NamedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The newest messages of a topic, read beside all consumer groups: none is disturbed. */
final class NewestMessages {

	private static final int LONGEST = 20_000;

	private final Properties settings;

	private final NamedQuery query;

	private final long deadline;

	NewestMessages(Properties settings, NamedQuery query) {
		this.settings = settings;
		this.query = query;
		this.deadline = System.nanoTime() + query.within().toNanos();
		settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, query.limit() + 1);
	}

	List<Map<String, Object>> of(String topic) {
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
				new StringDeserializer())) {
			List<PartitionInfo> partitions = consumer.partitionsFor(topic);
			if (partitions == null || partitions.isEmpty()) {
				throw new PermanentFailure(FailureKind.NOT_FOUND, "there is no topic " + topic);
			}
			List<TopicPartition> all = partitions.stream()
				.map(each -> new TopicPartition(topic, each.partition()))
				.toList();
			Map<TopicPartition, Long> ends = consumer.endOffsets(all);
			Map<TopicPartition, Long> begins = consumer.beginningOffsets(all);
			consumer.assign(all);
			all.forEach(each -> consumer.seek(each, Math.max(begins.get(each), ends.get(each) - query.limit())));
			return read(consumer, ends).stream()
				.sorted(Comparator.comparingLong((ConsumerRecord<String, String> each) -> each.timestamp()).reversed())
				.map(NewestMessages::row)
				.toList();
		}
	}

	/** What is written after we began is not waited for. */
	private List<ConsumerRecord<String, String>> read(KafkaConsumer<String, String> consumer,
			Map<TopicPartition, Long> ends) {
		List<ConsumerRecord<String, String>> read = new ArrayList<>();
		while (System.nanoTime() < deadline
				&& ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
			consumer.poll(Duration.ofMillis(200)).forEach(read::add);
		}
		return read;
	}

	private static Map<String, Object> row(ConsumerRecord<String, String> message) {
		String value = message.value();
		return Administration.row("time", Instant.ofEpochMilli(message.timestamp()).toString(), "partition",
				message.partition(), "offset", message.offset(), "key", message.key(), "value",
				value == null || value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…");
	}

}
