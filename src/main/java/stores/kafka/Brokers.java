package stores.kafka;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.StoreProfile;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import probes.kafka.KafkaSettings;
import secrets.Secrets;
import stores.Progress;

/** What the brokers are asked and told about groups and their offsets. */
final class Brokers implements AutoCloseable {

	private static final Duration ANSWER = Duration.ofSeconds(30);

	private static final long PAUSE = 1000;

	private final String place;

	private final Properties settings;

	private final Admin admin;

	private final Progress progress;

	Brokers(StoreProfile store, Secrets secrets, Progress progress) {
		this.place = "Kafka at " + KafkaSettings.place(store);
		this.settings = KafkaSettings.of(store, ANSWER, secrets);
		this.progress = progress;
		this.admin = Admin.create(settings);
	}

	/** A question to the brokers. */
	@FunctionalInterface
	private interface Question<T> {

		T ask() throws ExecutionException, InterruptedException;

	}

	private <T> T ask(String what, Question<T> question) {
		progress.report(place + ": " + what);
		try {
			return question.ask();
		}
		catch (ExecutionException refused) {
			throw sorted(what, refused.getCause());
		}
		catch (KafkaException refused) {
			throw sorted(what, refused);
		}
		catch (InterruptedException stopping) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("the worker is stopping", stopping);
		}
	}

	private RuntimeException sorted(String what, Throwable refused) {
		String words = place + ", " + what + ": " + refused.getMessage();
		if (refused instanceof AuthorizationException || refused instanceof AuthenticationException) {
			return new PermanentFailure(FailureKind.FORBIDDEN, words, refused);
		}
		if (refused instanceof UnknownMemberIdException || refused instanceof GroupNotEmptyException) {
			return new PermanentFailure(FailureKind.CONFLICT,
					Said.of("%s The group has members: stop its consumers first (restore.writers).",
							"%s O grupo tem membros: pare antes os seus consumidores (restore.writers).", words),
					refused);
		}
		return new TransientFailure(words, refused);
	}

	String cluster() {
		return ask("its id", () -> admin.describeCluster().clusterId().get());
	}

	SortedSet<String> groups() {
		return ask("its groups",
				() -> admin.listGroups(ListGroupsOptions.forConsumerGroups())
					.all()
					.get()
					.stream()
					.map(GroupListing::groupId)
					.collect(Collectors.toCollection(TreeSet::new)));
	}

	/** Committed offsets of a group; empty when there is no such group. */
	Map<TopicPartition, OffsetAndMetadata> offsets(String group) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(ask("offsets of group " + group,
				() -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get()));
		offsets.values().removeIf(java.util.Objects::isNull);
		return offsets;
	}

	/** Groups of these that have members and so may not be told where they are. */
	List<String> busy(Collection<String> groups) {
		SortedSet<String> there = groups();
		List<String> asked = groups.stream().filter(there::contains).toList();
		return ask("members of groups",
				() -> admin.describeConsumerGroups(asked)
					.all()
					.get()
					.values()
					.stream()
					.filter(group -> !group.members().isEmpty())
					.map(ConsumerGroupDescription::groupId)
					.sorted()
					.toList());
	}

	/** Those that have members still when the patience is over. */
	List<String> awaitIdle(Collection<String> groups, Duration patience) {
		long deadline = System.nanoTime() + patience.toNanos();
		List<String> busy = busy(groups);
		while (!busy.isEmpty() && System.nanoTime() < deadline) {
			progress.report(place + ": waiting until consumers have left " + busy);
			pause();
			busy = busy(groups);
		}
		return busy;
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException stopping) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("the worker is stopping", stopping);
		}
	}

	void commit(String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
		if (!offsets.isEmpty()) {
			ask("setting the offsets of group " + group,
					() -> admin.alterConsumerGroupOffsets(group, offsets).all().get());
		}
	}

	void forget(String group, Set<TopicPartition> partitions) {
		if (!partitions.isEmpty()) {
			ask("removing offsets of group " + group,
					() -> admin.deleteConsumerGroupOffsets(group, partitions).all().get());
		}
	}

	/** Not there: nothing. */
	void remove(String group) {
		ask("removing group " + group, () -> {
			try {
				return admin.deleteConsumerGroups(List.of(group)).all().get();
			}
			catch (ExecutionException refused) {
				if (refused.getCause() instanceof GroupIdNotFoundException) {
					return null;
				}
				throw refused;
			}
		});
	}

	SortedSet<String> topics() {
		return ask("its topics", () -> new TreeSet<>(admin.listTopics().names().get()));
	}

	/**
	 * The offset of each partition that the specification asks for; partitions that are
	 * not there are left out.
	 */
	Map<TopicPartition, Long> find(Map<TopicPartition, OffsetSpec> wanted) {
		SortedSet<String> topics = topics();
		Map<TopicPartition, Long> found = new HashMap<>();
		Map<String, Integer> sizes = sizes(wanted.keySet()
			.stream()
			.map(TopicPartition::topic)
			.filter(topics::contains)
			.collect(Collectors.toSet()));
		Map<TopicPartition, OffsetSpec> there = new HashMap<>(wanted);
		there.keySet().removeIf(partition -> partition.partition() >= sizes.getOrDefault(partition.topic(), 0));
		Map<TopicPartition, ListOffsetsResultInfo> answers = ask("offsets of partitions",
				() -> admin.listOffsets(there).all().get());
		answers.forEach((partition, answer) -> found.put(partition, answer.offset()));
		return found;
	}

	private Map<String, Integer> sizes(Set<String> topics) {
		return ask("partitions of topics",
				() -> admin.describeTopics(topics)
					.allTopicNames()
					.get()
					.entrySet()
					.stream()
					.collect(Collectors.toMap(Map.Entry::getKey, topic -> topic.getValue().partitions().size())));
	}

	/** Timestamps of the messages at these offsets, see {@link MessageTimes}. */
	Map<TopicPartition, Long> timestamps(Map<TopicPartition, Long> offsets) {
		return offsets.isEmpty() ? Map.of()
				: ask("messages at offsets", () -> new MessageTimes(settings, place, progress).at(offsets));
	}

	@Override
	public void close() {
		admin.close(Duration.ZERO);
	}

}
