package probes.kafka;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** What the brokers say about topics and groups. */
final class Administration {

	private final Admin admin;

	Administration(Admin admin) {
		this.admin = admin;
	}

	List<Map<String, Object>> ask(String verb, String about) throws ExecutionException, InterruptedException {
		return switch (verb) {
			case "TOPICS" -> topics();
			case "DESCRIBE" -> partitions(about);
			case "LAG" -> lag(about);
			case "MEMBERS" -> members(about);
			default -> throw new PermanentFailure(FailureKind.PROFILE, "nothing here asks " + verb);
		};
	}

	private List<Map<String, Object>> topics() throws ExecutionException, InterruptedException {
		return admin.describeTopics(admin.listTopics().names().get())
			.allTopicNames()
			.get()
			.values()
			.stream()
			.sorted(java.util.Comparator.comparing(TopicDescription::name))
			.map(topic -> row("topic", topic.name(), "partitions", topic.partitions().size(), "replicas",
					topic.partitions().getFirst().replicas().size()))
			.toList();
	}

	private List<Map<String, Object>> partitions(String name) throws ExecutionException, InterruptedException {
		TopicDescription topic = admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
		List<TopicPartition> all = topic.partitions()
			.stream()
			.map(partition -> new TopicPartition(name, partition.partition()))
			.toList();
		Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(all, OffsetSpec.earliest());
		Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(all, OffsetSpec.latest());
		List<Map<String, Object>> rows = new ArrayList<>();
		for (TopicPartitionInfo partition : topic.partitions()) {
			TopicPartition key = new TopicPartition(name, partition.partition());
			rows.add(row("partition", partition.partition(), "leader",
					partition.leader() == null ? null : partition.leader().id(), "replicas", ids(partition.replicas()),
					"inStep", ids(partition.isr()), "begin", begins.get(key).offset(), "end", ends.get(key).offset()));
		}
		return rows;
	}

	private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec which)
			throws ExecutionException, InterruptedException {
		return admin.listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> which)))
			.all()
			.get();
	}

	private static List<Integer> ids(List<Node> nodes) {
		return nodes.stream().map(Node::id).toList();
	}

	private List<Map<String, Object>> lag(String group) throws ExecutionException, InterruptedException {
		ConsumerGroupDescription described = group(group);
		Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
			.partitionsToOffsetAndMetadata()
			.get();
		committed.values().removeIf(java.util.Objects::isNull);
		Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(List.copyOf(committed.keySet()), OffsetSpec.latest());
		return committed.entrySet()
			.stream()
			.sorted(java.util.Comparator.comparing(each -> each.getKey().toString()))
			.map(each -> row("topic", each.getKey().topic(), "partition", each.getKey().partition(), "committed",
					each.getValue().offset(), "end", ends.get(each.getKey()).offset(), "lag",
					Math.max(0, ends.get(each.getKey()).offset() - each.getValue().offset()), "member",
					member(described, each.getKey()), "state", described.groupState().toString()))
			.toList();
	}

	private static String member(ConsumerGroupDescription group, TopicPartition partition) {
		return group.members()
			.stream()
			.filter(member -> member.assignment().topicPartitions().contains(partition))
			.map(MemberDescription::consumerId)
			.findFirst()
			.orElse(null);
	}

	private List<Map<String, Object>> members(String group) throws ExecutionException, InterruptedException {
		return group(group).members()
			.stream()
			.map(member -> row("member", member.consumerId(), "client", member.clientId(), "host", member.host(),
					"partitions",
					member.assignment().topicPartitions().stream().map(TopicPartition::toString).sorted().toList()))
			.toList();
	}

	private ConsumerGroupDescription group(String name) throws ExecutionException, InterruptedException {
		return admin.describeConsumerGroups(List.of(name)).all().get().get(name);
	}

	static Map<String, Object> row(Object... pairs) {
		Map<String, Object> row = new LinkedHashMap<>();
		for (int index = 0; index < pairs.length; index += 2) {
			row.put(pairs[index].toString(), pairs[index + 1]);
		}
		return row;
	}

}
