package stores.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Reads how far groups have come, and the times of the messages that they stand at. */
final class OffsetReading {

	private final Brokers brokers;

	private final Instant moment;

	OffsetReading(Brokers brokers, Instant moment) {
		this.brokers = brokers;
		this.moment = moment;
	}

	List<GroupOffset> all(List<String> groups) {
		List<GroupOffset> all = new ArrayList<>();
		groups.forEach(group -> all.addAll(of(group)));
		return all;
	}

	private List<GroupOffset> of(String group) {
		Map<TopicPartition, OffsetAndMetadata> committed = brokers.offsets(group);
		Map<TopicPartition, Long> begins = brokers.find(all(committed, OffsetSpec.earliest()));
		Map<TopicPartition, Long> ends = brokers.find(all(committed, OffsetSpec.latest()));
		Map<TopicPartition, Long> next = new HashMap<>();
		Map<TopicPartition, Long> before = new HashMap<>();
		committed.forEach((partition, at) -> {
			if (!ends.containsKey(partition)) {
				return;
			}
			if (at.offset() < ends.get(partition)) {
				next.put(partition, Math.max(at.offset(), begins.get(partition)));
			}
			if (at.offset() - 1 >= begins.get(partition) && at.offset() <= ends.get(partition)) {
				before.put(partition, at.offset() - 1);
			}
		});
		Map<TopicPartition, Long> nextTimes = brokers.timestamps(next);
		before.keySet().removeAll(nextTimes.keySet());
		Map<TopicPartition, Long> times = brokers.timestamps(before);
		return committed.entrySet()
			.stream()
			.filter(each -> ends.containsKey(each.getKey()))
			.map(each -> offset(group, each, nextTimes.get(each.getKey()), times.get(each.getKey())))
			.collect(Collectors.toCollection(ArrayList::new));
	}

	private GroupOffset offset(String group, Map.Entry<TopicPartition, OffsetAndMetadata> at, Long next, Long before) {
		long time = moment.toEpochMilli();
		if (next != null) {
			time = next;
		}
		else if (before != null) {
			time = before;
		}
		return new GroupOffset(group, at.getKey().topic(), at.getKey().partition(), at.getValue().offset(), time,
				next != null, at.getValue().metadata());
	}

	private static Map<TopicPartition, OffsetSpec> all(Map<TopicPartition, OffsetAndMetadata> committed,
			OffsetSpec which) {
		return committed.keySet().stream().collect(Collectors.toMap(each -> each, each -> which));
	}

}
