package probes.kafka;

import domain.probe.Finding;
import domain.profile.Probe;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The questions of one probe, with their answers. */
final class KafkaQuestions {

	private final Admin admin;

	private final Probe probe;

	private final String place;

	KafkaQuestions(Admin admin, Probe probe, String place) {
		this.admin = admin;
		this.probe = probe;
		this.place = place;
	}

	Finding ask() throws ExecutionException, InterruptedException {
		if (!probe.topics().isEmpty()) {
			Finding topics = topics();
			if (topics != null) {
				return topics;
			}
		}
		return probe.consumerGroup() == null ? brokers() : group(probe.consumerGroup());
	}

	private Finding brokers() throws ExecutionException, InterruptedException {
		int brokers = admin.describeCluster().nodes().get().size();
		return new Finding.Measured(brokers, "brokers", place + " has " + brokers + " brokers");
	}

	/** What is wrong with the topics, or null. */
	private Finding topics() throws ExecutionException, InterruptedException {
		Collection<TopicDescription> topics;
		try {
			topics = admin.describeTopics(probe.topics()).allTopicNames().get().values();
		}
		catch (ExecutionException failure) {
			if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
				return new Finding.Broken(place + " lacks one of the topics " + probe.topics());
			}
			throw failure;
		}
		for (TopicDescription topic : topics) {
			for (TopicPartitionInfo partition : topic.partitions()) {
				String name = place + " " + topic.name() + "/" + partition.partition();
				if (partition.leader() == null || partition.leader().isEmpty()) {
					return new Finding.Broken(name + " has no leader");
				}
				if (partition.isr().size() < partition.replicas().size()) {
					return new Finding.Impaired(name + " has " + partition.isr().size() + " of "
							+ partition.replicas().size() + " replicas in step");
				}
			}
		}
		return null;
	}

	private Finding group(String name) throws ExecutionException, InterruptedException {
		ConsumerGroupDescription group;
		try {
			group = admin.describeConsumerGroups(List.of(name)).all().get().get(name);
		}
		catch (ExecutionException failure) {
			if (failure.getCause() instanceof GroupIdNotFoundException) {
				return new Finding.Broken(place + " knows no consumer group " + name);
			}
			throw failure;
		}
		if (group.members().isEmpty()) {
			return new Finding.Broken(
					place + " consumer group " + name + " has no members (" + group.groupState() + ")");
		}
		long lag = lag(name);
		return new Finding.Measured(lag, "messages", place + " consumer group " + name + " has "
				+ group.members().size() + " members and is " + lag + " messages behind");
	}

	private long lag(String name) throws ExecutionException, InterruptedException {
		Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(name)
			.partitionsToOffsetAndMetadata()
			.get();
		committed.values().removeIf(java.util.Objects::isNull);
		Map<TopicPartition, OffsetSpec> latest = committed.keySet()
			.stream()
			.collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
		Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(latest).all().get();
		return committed.entrySet()
			.stream()
			.mapToLong(each -> Math.max(0, ends.get(each.getKey()).offset() - each.getValue().offset()))
			.sum();
	}

}
