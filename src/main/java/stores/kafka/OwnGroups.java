package stores.kafka;

import domain.backup.Place;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Groups that a run has made to keep offsets in: those of an application's groups under
 * their names and an ending of the run's own. One more group, called by the ending alone,
 * says whose they are, until when, and that all of them are there.
 */
final class OwnGroups {

	private static final String OURS = ".holdfast-";

	/** Beside an offset that was found by its message's time. */
	private static final String BY_TIME = "holdfast: by time ";

	private static final String WHOLE = "holdfast: whole ";

	private static final String BEGUN = "holdfast: begun ";

	private final Brokers brokers;

	private final Place place;

	OwnGroups(Brokers brokers, Place place) {
		this.brokers = brokers;
		this.place = place;
	}

	static Place place(Place.Purpose purpose, String runId, Instant expires) {
		String word = switch (purpose) {
			case SAFETY -> "before";
			case DRILL -> "drill";
			case RESTORED, LIVE -> "restored";
		};
		return new Place(OURS + word + "-" + runId, purpose, runId, expires);
	}

	static boolean isOne(String group) {
		return group.contains(OURS);
	}

	static boolean byTime(OffsetAndMetadata offset) {
		return offset.metadata().startsWith(BY_TIME);
	}

	/** The name of a group here. */
	String name(String group) {
		return place.purpose() == Place.Purpose.LIVE ? group : group + place.name();
	}

	/** The application's groups that have offsets here. */
	List<String> groups() {
		return brokers.groups()
			.stream()
			.filter(group -> group.endsWith(place.name()) && !group.equals(place.name()))
			.map(group -> group.substring(0, group.length() - place.name().length()))
			.toList();
	}

	boolean whole() {
		return brokers.offsets(place.name()).values().stream().anyMatch(at -> at.metadata().startsWith(WHOLE));
	}

	/** Makes them hold a backup's offsets, as they are in the logs of now. */
	void fill(List<GroupOffset> offsets) {
		if (whole()) {
			return;
		}
		remove();
		Mapping mapping = new Mapping(brokers, offsets);
		Map<String, List<GroupOffset>> byGroup = offsets.stream()
			.filter(mapping::there)
			.collect(Collectors.groupingBy(GroupOffset::group));
		if (byGroup.isEmpty()) {
			throw new PermanentFailure(FailureKind.NOT_FOUND,
					Said.of("none of the backup's topics is there: make them before the groups' offsets come back.",
							"nenhum dos tópicos do backup está lá: crie-os antes que os offsets dos grupos voltem."));
		}
		TopicPartition any = Mapping.partition(byGroup.values().iterator().next().getFirst());
		mark(any, BEGUN);
		byGroup.forEach((group, all) -> brokers.commit(name(group), all.stream()
			.collect(Collectors.toMap(Mapping::partition, each -> new OffsetAndMetadata(mapping.offset(each),
					(mapping.byTime(each) ? BY_TIME : "") + (each.metadata() == null ? "" : each.metadata()))))));
		mark(any, WHOLE);
	}

	private void mark(TopicPartition any, String state) {
		brokers.commit(place.name(), Map.of(any,
				new OffsetAndMetadata(0, state + place.run() + " " + place.purpose().name() + " " + place.expires())));
	}

	/**
	 * Keeps offsets as they are, once: what comes next may have begun to replace them.
	 */
	void keep(List<String> groups, OwnGroups coming) {
		if (whole()) {
			return;
		}
		remove();
		TopicPartition any = brokers.offsets(coming.place.name()).keySet().iterator().next();
		mark(any, BEGUN);
		groups.forEach(group -> brokers.commit(name(group), brokers.offsets(group)));
		mark(any, WHOLE);
	}

	/** That there is something to put in place. */
	void requireWhole() {
		if (!whole()) {
			throw new PermanentFailure(FailureKind.NOT_FOUND,
					Said.of("there is nothing in %s to put in place: it was removed.",
							"não há nada em %s para pôr no lugar: foi removido.", place.name()));
		}
	}

	/** Makes a group stand exactly where it stands here. */
	boolean moveInto(String here, String group) {
		Map<TopicPartition, OffsetAndMetadata> wanted = new HashMap<>();
		brokers.offsets(name(here)).forEach((partition, at) -> wanted.put(partition, plain(at)));
		Map<TopicPartition, OffsetAndMetadata> now = brokers.offsets(group);
		if (equal(now, wanted)) {
			return false;
		}
		brokers.commit(group, wanted);
		Set<TopicPartition> more = new HashSet<>(now.keySet());
		more.removeAll(wanted.keySet());
		brokers.forget(group, more);
		if (wanted.isEmpty()) {
			brokers.remove(group);
		}
		if (!equal(brokers.offsets(group), wanted)) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					Said.of("group %s does not stand where it was put: somebody else moves it.",
							"o grupo %s não está onde foi posto: outro o move.", group));
		}
		return true;
	}

	private static OffsetAndMetadata plain(OffsetAndMetadata at) {
		return byTime(at) ? new OffsetAndMetadata(at.offset(), at.metadata().substring(BY_TIME.length())) : at;
	}

	private static boolean equal(Map<TopicPartition, OffsetAndMetadata> one,
			Map<TopicPartition, OffsetAndMetadata> other) {
		return one.keySet().equals(other.keySet()) && one.entrySet()
			.stream()
			.allMatch(each -> each.getValue().offset() == other.get(each.getKey()).offset());
	}

	/** Removes them, the mark last; whether anything was there. */
	boolean remove() {
		if (!place.name().startsWith(OURS)) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					Said.of("%s was not made by a run.", "%s não foi feito por uma execução.", place.name()));
		}
		List<String> all = new ArrayList<>(groups());
		all.forEach(group -> brokers.remove(name(group)));
		boolean marked = !brokers.offsets(place.name()).isEmpty();
		brokers.remove(place.name());
		return marked || !all.isEmpty();
	}

	/** Every place that runs have made, as their marks say. */
	static List<Place> all(Brokers brokers) {
		return brokers.groups()
			.stream()
			.filter(group -> group.startsWith(OURS))
			.flatMap(group -> marked(brokers, group).stream())
			.toList();
	}

	private static Optional<Place> marked(Brokers brokers, String group) {
		return brokers.offsets(group)
			.values()
			.stream()
			.map(OffsetAndMetadata::metadata)
			.filter(text -> text.startsWith(WHOLE) || text.startsWith(BEGUN))
			.map(text -> text.substring(WHOLE.length()).split(" "))
			.filter(words -> words.length == 3)
			.map(words -> new Place(group, Place.Purpose.valueOf(words[1]), words[0],
					words[2].equals("null") ? null : Instant.parse(words[2])))
			.findFirst();
	}

}
