package stores.kafka;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Contents;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.ProtectedStore;
import domain.release.Changes;
import domain.run.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Comparison;
import stores.Comparisons;
import stores.Parts;
import stores.Progress;
import stores.Seen;
import stores.Sink;

/**
 * The offsets of consumer groups, each with the time of the message that it stands at
 * (runbook of flow-c, "Document Kafka consumer offsets"). Offsets that come back are
 * first those of groups under names of the run's own, and are compared there.
 */
@Component
class KafkaEngine implements BackupEngine {

	/**
	 * A consumer that was stopped without a word stays a member until its session ends:
	 * after 45 seconds, as Kafka comes.
	 */
	private static final Duration LINGERING = Duration.ofMinutes(3);

	private final Secrets secrets;

	private final Duration patience;

	@Autowired
	KafkaEngine(Secrets secrets) {
		this(secrets, LINGERING);
	}

	/**
	 * @param patience how long consumers that were stopped may still be members
	 */
	KafkaEngine(Secrets secrets, Duration patience) {
		this.secrets = secrets;
		this.patience = patience;
	}

	@Override
	public ProtectedStore.Engine kind() {
		return ProtectedStore.Engine.KAFKA;
	}

	@Override
	public Optional<String> missing(Source source) {
		return source.store() != null ? Optional.empty()
				: Optional.of("'store' of recovery store '" + source.name() + "'");
	}

	@Override
	public Captured capture(BackupOrder order, Sink sink, Progress progress) {
		try (Brokers brokers = brokers(order.source(), progress)) {
			Instant moment = Instant.now();
			OffsetPart read = new OffsetPart(new OffsetReading(brokers, moment).all(wanted(order.source(), brokers)));
			if (read.all().isEmpty()) {
				throw new PermanentFailure(FailureKind.NOT_VERIFIED,
						Said.of("no group of store '%s' has committed an offset: nothing is backed up.",
								"nenhum grupo do armazenamento '%s' tem offset confirmado: não há backup a fazer.",
								order.source().name()));
			}
			read.write(sink);
			return new Captured(moment, new Contents(brokers.cluster(), null, read.counts(), null, null));
		}
	}

	/** Those that the profile names, or all; never those that runs have made. */
	private static List<String> wanted(Source source, Brokers brokers) {
		SortedSet<String> there = brokers.groups();
		List<String> missing = source.asked().include().stream().filter(name -> !there.contains(name)).toList();
		if (!missing.isEmpty()) {
			throw new PermanentFailure(FailureKind.NOT_FOUND, Said.of("there is no group %s; there are: %s",
					"não há grupo %s; há: %s", String.join(", ", missing), there));
		}
		return source.asked().include().isEmpty() ? there.stream().filter(name -> !OwnGroups.isOne(name)).toList()
				: source.asked().include();
	}

	@Override
	public void examine(Source source, Backup backup, Parts parts, Progress progress) {
		OffsetPart.read(backup, parts).examine(source, backup);
	}

	@Override
	public Seen look(Source source, Place place, Progress progress) {
		try (Brokers brokers = brokers(source, progress)) {
			SortedMap<String, Long> rows = new TreeMap<>();
			OwnGroups own = new OwnGroups(brokers, place);
			List<String> groups = place.purpose() == Place.Purpose.LIVE ? wanted(source, brokers) : own.groups();
			groups.forEach(group -> rows.put(group, (long) brokers.offsets(own.name(group)).size()));
			return Seen.there(place, new Contents(brokers.cluster(), null, rows, null, null), Instant.now());
		}
		catch (TransientFailure | PermanentFailure silent) {
			return Seen.not(place, Instant.now(), silent.said());
		}
	}

	@Override
	public Place live(Source source) {
		return new Place("offsets of " + source.store().name(), Place.Purpose.LIVE, null, null);
	}

	@Override
	public Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		return OwnGroups.place(purpose, runId, expires);
	}

	@Override
	public void restore(RestoreRequest request, Parts parts, Progress progress) {
		try (Brokers brokers = brokers(request.source(), progress)) {
			new OwnGroups(brokers, request.place()).fill(OffsetPart.read(request.backup(), parts).all());
		}
	}

	@Override
	public Comparisons check(RestoreRequest request, Progress progress) {
		try (Brokers brokers = brokers(request.source(), progress)) {
			OwnGroups own = new OwnGroups(brokers, request.place());
			List<Comparison> all = new ArrayList<>();
			request.backup().rows().forEach((group, wanted) -> {
				Map<TopicPartition, OffsetAndMetadata> found = brokers.offsets(own.name(group));
				long lost = found.values().stream().filter(OwnGroups::byTime).count();
				all.add(new Comparison(Said.of("partitions of %s", "partições de %s", group), Said.quoted(wanted),
						found(found.size(), lost), found.size() == wanted));
			});
			return new Comparisons(all);
		}
	}

	private static Said found(int partitions, long byTime) {
		return byTime == 0 ? Said.quoted(partitions) : Said.of("%d (%d by time: their logs were cut)",
				"%d (%d pelo horário: os logs foram cortados)", partitions, byTime);
	}

	@Override
	public Changes activate(RestoreRequest request, Progress progress) {
		try (Brokers brokers = brokers(request.source(), progress)) {
			OwnGroups coming = new OwnGroups(brokers, request.place());
			List<String> groups = List.copyOf(request.backup().rows().keySet());
			coming.requireWhole();
			requireIdle(brokers, groups);
			new OwnGroups(brokers, request.aside()).keep(groups, coming);
			List<Change> changes = new ArrayList<>();
			for (String group : groups) {
				if (coming.moveInto(group, group)) {
					changes.add(new Change("offsets of group " + group,
							"as they were, kept as " + request.aside().name(), "from backup " + request.backup().id()));
				}
			}
			return new Changes(changes);
		}
	}

	private void requireIdle(Brokers brokers, List<String> groups) {
		List<String> busy = brokers.awaitIdle(groups, patience);
		if (!busy.isEmpty()) {
			throw new PermanentFailure(FailureKind.CONFLICT, Said.of(
					"groups that have members cannot be told where they are: %s. Stop their consumers (restore.writers of the profile).",
					"grupos que têm membros não aceitam outra posição: %s. Pare os seus consumidores (restore.writers do perfil).",
					String.join(", ", busy)));
		}
	}

	@Override
	public Changes putBack(RestoreRequest request, Progress progress) {
		try (Brokers brokers = brokers(request.source(), progress)) {
			OwnGroups kept = new OwnGroups(brokers, request.aside());
			if (!kept.whole()) {
				kept.remove();
				return new Changes(List.of());
			}
			List<String> groups = List.copyOf(request.backup().rows().keySet());
			requireIdle(brokers, groups);
			groups.forEach(group -> kept.moveInto(group, group));
			kept.remove();
			return new Changes(List.of(new Change("offsets of " + groups, "from backup " + request.backup().id(),
					"as before the restore")));
		}
	}

	@Override
	public List<Place> places(Source source) {
		try (Brokers brokers = brokers(source, Progress.SHORT)) {
			return OwnGroups.all(brokers);
		}
	}

	@Override
	public Changes drop(RestoreRequest request, Progress progress) {
		try (Brokers brokers = brokers(request.source(), progress)) {
			boolean there = new OwnGroups(brokers, request.place()).remove();
			if (request.place().purpose() == Place.Purpose.SAFETY) {
				// What was restored is in use: its groups are of no more use either.
				new OwnGroups(brokers, own(request.source(), Place.Purpose.RESTORED, request.place().run(), null))
					.remove();
			}
			return new Changes(
					there ? List.of(new Change("groups *" + request.place().name(), "there", "removed")) : List.of());
		}
	}

	private Brokers brokers(Source source, Progress progress) {
		return new Brokers(source.store(), secrets, progress);
	}

}
