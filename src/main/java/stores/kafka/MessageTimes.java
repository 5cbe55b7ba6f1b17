package stores.kafka;

import domain.failure.TransientFailure;
import domain.people.Said;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import stores.Progress;

/** Reads when messages were written, beside all groups: none is disturbed. */
final class MessageTimes {

	private static final Duration LONGEST_LOOK = Duration.ofMinutes(5);

	private final Properties settings = new Properties();

	private final String place;

	private final Progress progress;

	MessageTimes(Properties login, String place, Progress progress) {
		this.place = place;
		this.progress = progress;
		settings.putAll(login);
		settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
	}

	/**
	 * Timestamps of the messages at these offsets, or of the first behind it; partitions
	 * without one are left out.
	 */
	Map<TopicPartition, Long> at(Map<TopicPartition, Long> offsets) {
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			consumer.assign(offsets.keySet());
			offsets.forEach(consumer::seek);
			return read(consumer, consumer.endOffsets(offsets.keySet()));
		}
	}

	private Map<TopicPartition, Long> read(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
		Map<TopicPartition, Long> found = new HashMap<>();
		long deadline = System.nanoTime() + LONGEST_LOOK.toNanos();
		while (!consumer.assignment().equals(consumer.paused())) {
			for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
				found.putIfAbsent(new TopicPartition(message.topic(), message.partition()), message.timestamp());
			}
			consumer.pause(consumer.assignment()
				.stream()
				.filter(each -> found.containsKey(each) || consumer.position(each) >= ends.get(each))
				.toList());
			progress.report(place + ": messages at offsets, " + found.size() + " of " + ends.size());
			if (System.nanoTime() > deadline) {
				throw new TransientFailure(Said.of("%s does not hand out messages at offsets of %s",
						"%s não entrega mensagens nos offsets de %s", place, consumer.assignment()), null);
			}
		}
		return found;
	}

}
