package stores.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Where groups go on in the logs as they are now. An offset is taken over only where the
 * message at it is still the one that it was; where the log was cut, or made anew, the
 * time of that message decides: nothing that was not read is skipped, some may be read
 * again.
 */
final class Mapping {

	private final Map<TopicPartition, Long> begins;

	private final Map<TopicPartition, Long> ends;

	private final Map<GroupOffset, Long> byTime = new HashMap<>();

	private final List<GroupOffset> offsets;

	Mapping(Brokers brokers, List<GroupOffset> offsets) {
		this.offsets = offsets;
		this.begins = brokers.find(of(OffsetSpec.earliest()));
		this.ends = brokers.find(of(OffsetSpec.latest()));
		mapByTime(brokers, offsets.stream().filter(each -> !inside(each)).toList());
		List<GroupOffset> inside = offsets.stream().filter(each -> inside(each) && each.next()).toList();
		mapByTime(brokers, inside.stream().filter(changed(brokers, inside)).toList());
	}

	private Map<TopicPartition, OffsetSpec> of(OffsetSpec which) {
		return offsets.stream()
			.map(Mapping::partition)
			.distinct()
			.collect(Collectors.toMap(each -> each, each -> which));
	}

	static TopicPartition partition(GroupOffset offset) {
		return new TopicPartition(offset.topic(), offset.partition());
	}

	boolean there(GroupOffset offset) {
		return ends.containsKey(partition(offset));
	}

	private boolean inside(GroupOffset offset) {
		TopicPartition partition = partition(offset);
		return there(offset) && offset.offset() >= begins.get(partition) && offset.offset() <= ends.get(partition);
	}

	/**
	 * Several groups stand at several offsets of one partition: one look for each group.
	 */
	private static Predicate<GroupOffset> changed(Brokers brokers, List<GroupOffset> inside) {
		Map<GroupOffset, Long> now = new HashMap<>();
		inside.stream().collect(Collectors.groupingBy(GroupOffset::group)).values().forEach(ofGroup -> {
			Map<TopicPartition, Long> times = brokers
				.timestamps(ofGroup.stream().collect(Collectors.toMap(Mapping::partition, GroupOffset::offset)));
			ofGroup.forEach(each -> now.put(each, times.get(partition(each))));
		});
		return each -> now.get(each) == null || now.get(each) != each.timestamp();
	}

	private void mapByTime(Brokers brokers, List<GroupOffset> lost) {
		lost.stream()
			.filter(this::there)
			.collect(Collectors.groupingBy(GroupOffset::group))
			.values()
			.forEach(ofGroup -> {
				Map<TopicPartition, Long> found = brokers.find(ofGroup.stream()
					.collect(Collectors.toMap(Mapping::partition, each -> OffsetSpec.forTimestamp(each.timestamp()))));
				ofGroup.forEach(each -> {
					long offset = found.getOrDefault(partition(each), -1L);
					byTime.put(each, offset < 0 ? ends.get(partition(each)) : offset);
				});
			});
	}

	/** Where the group goes on; only for partitions that are there. */
	long offset(GroupOffset offset) {
		return byTime.getOrDefault(offset, offset.offset());
	}

	boolean byTime(GroupOffset offset) {
		return byTime.containsKey(offset);
	}

}
